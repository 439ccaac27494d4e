import type { ImpactReport } from '../../contract/fairness'

const COLUMNS = ['year', 'selected_means', 'dimension', 'group', 'applicants', 'selected', 'selection_rate', 'impact_ratio', 'figures_of']

/** A line for each group that may be shown, and one for the unknown of each dimension. All cells are words of closed lists or figures. */
export function impactCsv({ year, step, tables }: ImpactReport): string {
  const lines = tables.flatMap(({ dimension, shownAt, groups, unknown }) => [
    ...groups.map(({ group, applicants, selected, selectionRate, impactRatio }) =>
      [year, step, dimension, group, applicants, selected, selectionRate, impactRatio ?? '', shownAt ?? ''].join(','),
    ),
    [
      year,
      step,
      dimension,
      'unknown-or-too-small',
      ...(shownAt ? [unknown.applicants, unknown.selected] : ['', '']),
      '',
      '',
      shownAt ?? '',
    ].join(','),
  ])
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`
}
