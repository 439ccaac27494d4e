import { expect, test } from 'vitest'
import { SCOPES, type Scope } from '../contract/identity'
import { sessions } from '../db/schema'
import type { Ctx } from '../server/core/ctx'
import { appRouter, createCaller } from '../server/entry/app-router'
import { addApplications, addHiring } from './add-hiring'
import { failure, newWorld } from './world'

/**
 * Who may call what. Every procedure of the router stands here, with an input that reaches past its schema; a new one that is missing fails the test.
 * `anybody`: all roles are served or told `not_found` alike. `operators`: everybody else is refused before anything is looked up.
 * `people`: visitors are told to sign in, and a stranger gets what a wrong id gets. A program's key needs `scope`; without one named, no key will do.
 */
const NOBODY_HAS = 'ffffffffffffffffffffffffffffffff'
const DRAFT = {
  title: 'Baker',
  company: null,
  places: [],
  remote: null,
  remoteRegions: [],
  salary: null,
  employmentType: null,
  seniority: null,
  skills: [],
  applyUrl: null,
  contact: null,
}
const TABLE: Record<string, { for: 'anybody' | 'operators' | 'people'; input?: unknown; scope?: Scope }> = {
  'applications.close': {
    for: 'people',
    scope: 'applications:write',
    input: { applicationId: `app_${NOBODY_HAS}`, outcome: { kind: 'withdrawn' } },
  },
  'applications.findEarlier': { for: 'people', scope: 'applications:read', input: { title: 'Baker', companyName: 'Nobody' } },
  'applications.history': { for: 'people', scope: 'applications:read', input: {} },
  'applications.list': { for: 'people', scope: 'applications:read', input: {} },
  'applications.move': {
    for: 'people',
    scope: 'applications:write',
    input: { applicationId: `app_${NOBODY_HAS}`, to: { group: 'applied' } },
  },
  'applications.save': { for: 'people', scope: 'applications:write', input: { from: 'form', title: 'Baker' } },
  'applications.preview': { for: 'people', scope: 'applications:read', input: { text: 'A posting that is long enough to be read.' } },
  'applications.get': { for: 'people', scope: 'applications:read', input: { applicationId: `app_${NOBODY_HAS}` } },
  'applications.update': {
    for: 'people',
    scope: 'applications:write',
    input: { applicationId: `app_${NOBODY_HAS}`, change: { priority: 1 } },
  },
  'applications.changeMany': {
    for: 'people',
    scope: 'applications:write',
    input: { applicationIds: [`app_${NOBODY_HAS}`], change: { kind: 'remove' } },
  },
  'applications.remove': { for: 'people', scope: 'applications:write', input: { applicationId: `app_${NOBODY_HAS}` } },
  'applications.restore': { for: 'people', scope: 'applications:write', input: { applicationId: `app_${NOBODY_HAS}` } },
  'applications.correctDate': {
    for: 'people',
    scope: 'applications:write',
    input: { applicationId: `app_${NOBODY_HAS}`, eventId: `ape_${NOBODY_HAS}`, happenedAt: '2026-11-01T00:00:00.000Z' },
  },
  'applications.today': { for: 'people', scope: 'applications:read' },
  'applications.todayWeights': { for: 'people', scope: 'applications:read' },
  'applications.setTodayWeights': { for: 'people', scope: 'applications:write', input: { due: 1, priority: 1, stage: 1, freshness: 1 } },
  'applications.removeAttachment': { for: 'people', scope: 'applications:write', input: { attachmentId: `att_${NOBODY_HAS}` } },
  'appeals.decision': { for: 'anybody', input: { jobId: `job_${NOBODY_HAS}` } },
  'appeals.file': { for: 'anybody', input: { jobId: `job_${NOBODY_HAS}`, text: 'This decision is wrong for a good reason.' } },
  'appeals.list': { for: 'operators' },
  'appeals.answer': { for: 'operators', input: { appealId: `apl_${NOBODY_HAS}`, outcome: 'upheld', answer: 'It stays closed.' } },
  'flags.list': { for: 'operators' },
  'flags.set': {
    for: 'operators',
    input: { name: 'numerology', setting: { mode: 'off', percent: 0, organisationIds: [] }, reason: 'Nobody knows why.' },
  },
  'hiring.applyForm': { for: 'anybody', input: { postingId: `pos_${NOBODY_HAS}` } },
  'hiring.sendApplication': {
    for: 'anybody',
    input: {
      postingId: `pos_${NOBODY_HAS}`,
      name: 'Nobody',
      email: 'nobody@example.com',
      fileToken: 'nothing',
      batchId: `bat_${NOBODY_HAS}`,
    },
  },
  'hiring.status': { for: 'anybody', input: { token: 'f'.repeat(40) } },
  'hiring.actOnStatus': { for: 'anybody', input: { token: 'f'.repeat(40), act: 'withdraw' } },
  'hiring.keptRate': { for: 'anybody', input: { organisationId: `org_${NOBODY_HAS}` } },
  'hiring.setResumeAccess': { for: 'people', scope: 'applications:write', input: { applicationId: `app_${NOBODY_HAS}`, isShared: false } },
  'hiring.overview': { for: 'people', scope: 'candidates:read' },
  'hiring.pipeline': { for: 'people', scope: 'candidates:read', input: { postingId: `pos_${NOBODY_HAS}` } },
  'hiring.cards': { for: 'people', scope: 'candidates:read', input: { postingId: `pos_${NOBODY_HAS}`, ids: [`app_${NOBODY_HAS}`] } },
  'hiring.candidate': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}` } },
  'hiring.move': {
    for: 'people',
    scope: 'candidates:write',
    input: { applicationIds: [`app_${NOBODY_HAS}`], toStageId: `hst_${NOBODY_HAS}`, batchId: `bat_${NOBODY_HAS}` },
  },
  'hiring.close': {
    for: 'people',
    scope: 'candidates:write',
    input: { applicationIds: [`app_${NOBODY_HAS}`], disposition: { kind: 'rejected', reason: 'skills' }, batchId: `bat_${NOBODY_HAS}` },
  },
  'hiring.tag': {
    for: 'people',
    scope: 'candidates:write',
    input: { applicationIds: [`app_${NOBODY_HAS}`], add: ['oven'], batchId: `bat_${NOBODY_HAS}` },
  },
  'hiring.undo': {
    for: 'people',
    scope: 'candidates:write',
    input: { batchId: `bat_${NOBODY_HAS}`, undoBatchId: `bat_${'e'.repeat(32)}` },
  },
  'hiring.saveStages': {
    for: 'people',
    scope: 'candidates:write',
    input: { postingId: `pos_${NOBODY_HAS}`, stages: [{ name: 'New', group: 'applied' }] },
  },
  'hiring.applications': { for: 'people', scope: 'candidates:read', input: { organisationId: `org_${NOBODY_HAS}` } },
  'hiring.application': { for: 'people', scope: 'candidates:read', input: { applicationId: `app_${NOBODY_HAS}` } },
  'hiring.stages': { for: 'people', scope: 'candidates:read', input: { postingId: `pos_${NOBODY_HAS}` } },
  'candidates.list': { for: 'people', scope: 'candidates:read', input: { organisationId: `org_${NOBODY_HAS}` } },
  'candidates.search': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, query: 'baker' } },
  'candidates.fields': { for: 'people', scope: 'candidates:read', input: { organisationId: `org_${NOBODY_HAS}` } },
  'candidates.saveField': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, name: 'Notice', kind: 'text' } },
  'candidates.archiveField': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, key: 'notice', isArchived: true } },
  'candidates.setFields': {
    for: 'people',
    scope: 'candidates:write',
    input: { candidateId: `can_${NOBODY_HAS}`, values: { notice: 'Four weeks' } },
  },
  'candidates.fieldChanges': { for: 'people', input: { candidateId: `can_${NOBODY_HAS}` } },
  'candidates.export': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'views.list': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, place: 'pipeline' } },
  'views.save': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, place: 'pipeline', name: 'Bakers', settings: {} } },
  'views.remove': { for: 'people', input: { viewId: `hvw_${NOBODY_HAS}` } },
  'views.setDefault': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, place: 'pipeline', viewId: null } },
  'candidates.duplicates': { for: 'people', input: { candidateId: `can_${NOBODY_HAS}` } },
  'candidates.duplicateGroups': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'candidates.merges': { for: 'people', input: { candidateId: `can_${NOBODY_HAS}` } },
  'candidates.merge': {
    for: 'people',
    input: { keptId: `can_${NOBODY_HAS}`, mergedId: `can_${'e'.repeat(32)}`, batchId: `bat_${NOBODY_HAS}` },
  },
  'candidates.unmerge': { for: 'people', input: { mergeId: `bat_${NOBODY_HAS}` } },
  'candidates.askForPool': { for: 'people', input: { candidateId: `can_${NOBODY_HAS}` } },
  'candidates.previewImport': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, postingId: null, csv: 'Name\nNobody' } },
  'candidates.commitImport': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, postingId: null, csv: 'Name\nNobody' } },
  'candidates.importErrors': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, postingId: null, csv: 'Name\nNobody' } },
  'candidates.poolState': { for: 'anybody', input: { token: 'f'.repeat(40) } },
  'candidates.answerPool': { for: 'anybody', input: { token: 'f'.repeat(40), answer: 'leave' } },
  'candidates.get': { for: 'people', scope: 'candidates:read', input: { candidateId: `can_${NOBODY_HAS}` } },
  'candidates.add': {
    for: 'people',
    scope: 'candidates:write',
    input: { organisationId: `org_${NOBODY_HAS}`, name: 'Nobody', postingId: `pos_${NOBODY_HAS}` },
  },
  'candidates.addApplication': {
    for: 'people',
    scope: 'candidates:write',
    input: { candidateId: `can_${NOBODY_HAS}`, postingId: `pos_${NOBODY_HAS}` },
  },
  'hiring.addNote': { for: 'people', scope: 'candidates:write', input: { applicationId: `app_${NOBODY_HAS}`, markdown: 'Nothing' } },
  'hiring.updateNote': { for: 'people', input: { noteId: `hno_${NOBODY_HAS}`, markdown: 'Nothing', version: 1 } },
  'hiring.removeNote': { for: 'people', input: { noteId: `hno_${NOBODY_HAS}` } },
  'stages.list': { for: 'people', scope: 'applications:read' },
  'stages.add': { for: 'people', scope: 'applications:write', input: { group: 'interview', name: 'Second round' } },
  'stages.update': { for: 'people', scope: 'applications:write', input: { stageId: `stg_${NOBODY_HAS}`, name: 'Second round' } },
  'stages.remove': { for: 'people', scope: 'applications:write', input: { stageId: `stg_${NOBODY_HAS}` } },
  'contacts.add': { for: 'people', scope: 'applications:write', input: { applicationId: `app_${NOBODY_HAS}`, name: 'Nobody' } },
  'contacts.update': { for: 'people', scope: 'applications:write', input: { contactId: `con_${NOBODY_HAS}`, name: 'Nobody' } },
  'contacts.remove': { for: 'people', scope: 'applications:write', input: { contactId: `con_${NOBODY_HAS}` } },
  'contacts.card': { for: 'people', scope: 'applications:read', input: { contactId: `con_${NOBODY_HAS}` } },
  'notes.add': { for: 'people', scope: 'applications:write', input: { applicationId: `app_${NOBODY_HAS}`, markdown: 'Nothing' } },
  'notes.update': { for: 'people', scope: 'applications:write', input: { noteId: `not_${NOBODY_HAS}`, markdown: 'Nothing', version: 1 } },
  'notes.remove': { for: 'people', scope: 'applications:write', input: { noteId: `not_${NOBODY_HAS}` } },
  'reminders.list': { for: 'people', scope: 'applications:read', input: {} },
  'reminders.add': {
    for: 'people',
    scope: 'applications:write',
    input: { applicationId: `app_${NOBODY_HAS}`, text: 'Ask', dueAt: '2026-12-01T00:00:00.000Z' },
  },
  'reminders.update': { for: 'people', scope: 'applications:write', input: { reminderId: `rem_${NOBODY_HAS}`, text: 'Ask' } },
  'reminders.snooze': {
    for: 'people',
    scope: 'applications:write',
    input: { reminderId: `rem_${NOBODY_HAS}`, until: '2026-12-01T00:00:00.000Z' },
  },
  'reminders.done': { for: 'people', scope: 'applications:write', input: { reminderId: `rem_${NOBODY_HAS}` } },
  'reminders.remove': { for: 'people', scope: 'applications:write', input: { reminderId: `rem_${NOBODY_HAS}` } },
  'applications.undo': { for: 'people', scope: 'applications:write', input: { batchId: `bat_${NOBODY_HAS}` } },
  'billing.prices': { for: 'anybody' },
  'billing.overview': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'billing.invoices': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'billing.startPlan': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, plan: 'team', currency: 'EUR' } },
  'billing.changePlan': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, plan: 'scale' } },
  'billing.buyCredits': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, credits: 1, currency: 'EUR' } },
  'billing.confirm': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, checkoutId: 'cs_test_nobody' } },
  'billing.cancel': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'billing.keep': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'billing.openPortal': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'hooks.list': { for: 'people', scope: 'webhooks:read', input: { organisationId: `org_${NOBODY_HAS}` } },
  'hooks.get': { for: 'people', scope: 'webhooks:read', input: { endpointId: `whe_${NOBODY_HAS}` } },
  'hooks.add': {
    for: 'people',
    scope: 'webhooks:write',
    input: { organisationId: `org_${NOBODY_HAS}`, url: 'https://hooks.example.com/', types: ['job.published'] },
  },
  'hooks.update': { for: 'people', scope: 'webhooks:write', input: { endpointId: `whe_${NOBODY_HAS}`, state: 'off' } },
  'hooks.rotateSecret': { for: 'people', scope: 'webhooks:write', input: { endpointId: `whe_${NOBODY_HAS}` } },
  'hooks.remove': { for: 'people', scope: 'webhooks:write', input: { endpointId: `whe_${NOBODY_HAS}` } },
  'hooks.test': { for: 'people', scope: 'webhooks:write', input: { endpointId: `whe_${NOBODY_HAS}` } },
  'hooks.deliveries': { for: 'people', scope: 'webhooks:read', input: { endpointId: `whe_${NOBODY_HAS}` } },
  'hooks.delivery': { for: 'people', scope: 'webhooks:read', input: { deliveryId: `whd_${NOBODY_HAS}` } },
  'hooks.replay': { for: 'people', scope: 'webhooks:write', input: { deliveryId: `whd_${NOBODY_HAS}` } },
  'hooks.replaySince': {
    for: 'people',
    scope: 'webhooks:write',
    input: { endpointId: `whe_${NOBODY_HAS}`, since: '2026-11-21T00:00:00.000Z' },
  },
  'birthData.get': { for: 'people' },
  'birthData.remove': { for: 'people' },
  'birthData.set': { for: 'people', input: { birthDate: '1990-04-23', birthName: null } },
  'demo.finishClaim': { for: 'people', input: { email: 'nobody@example.com', code: '123456' } },
  'demo.startDuo': { for: 'people' },
  'demo.stepDuo': { for: 'people' },
  'demo.startClaim': { for: 'people', input: { email: 'nobody@example.com' } },
  'audit.search': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'companies.get': { for: 'anybody', input: { slug: 'nobody' } },
  'companies.setFounding': { for: 'operators', input: { slug: 'nobody', foundedOn: null, foundedSource: null } },
  'applications.previewImport': { for: 'people', scope: 'applications:read', input: { csv: 'Title\nBaker' } },
  'applications.commitImport': { for: 'people', scope: 'applications:write', input: { csv: 'Title\nBaker', mapping: { title: 'Title' } } },
  'applications.export': { for: 'people', scope: 'applications:read', input: { format: 'json' } },
  'following.companies': { for: 'people', scope: 'searches:read' },
  'following.follow': { for: 'people', scope: 'searches:write', input: { slug: 'nobody' } },
  'following.unfollow': { for: 'people', scope: 'searches:write', input: { slug: 'nobody' } },
  'following.standing': { for: 'people', scope: 'searches:read', input: { slug: 'nobody' } },
  'following.news': { for: 'people', scope: 'searches:read', input: {} },
  'following.markSeen': { for: 'people', scope: 'searches:write' },
  'following.settings': { for: 'people', scope: 'searches:read' },
  'following.setSettings': { for: 'people', scope: 'searches:write', input: { matchPermilleMin: 800 } },
  'hidden.list': { for: 'people', scope: 'searches:read' },
  'hidden.marks': { for: 'people', scope: 'searches:read' },
  'hidden.standing': { for: 'people', scope: 'searches:read', input: { jobId: `job_${NOBODY_HAS}` } },
  'hidden.hideJob': { for: 'people', scope: 'searches:write', input: { jobId: `job_${NOBODY_HAS}` } },
  'hidden.showJob': { for: 'people', scope: 'searches:write', input: { jobId: `job_${NOBODY_HAS}` } },
  'hidden.hideCompany': { for: 'people', scope: 'searches:write', input: { slug: 'nobody' } },
  'hidden.showCompany': { for: 'people', scope: 'searches:write', input: { slug: 'nobody' } },
  'fairness.mine': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}` } },
  'fairness.setMine': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}`, answers: { sex: 'female' } } },
  'fairness.byLink': { for: 'anybody', input: { token: 'f'.repeat(40) } },
  'fairness.setByLink': { for: 'anybody', input: { token: 'f'.repeat(40), answers: { sex: 'female' } } },
  'fairness.setReview': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}`, refusesAi: true } },
  'fairness.setReviewByLink': { for: 'anybody', input: { token: 'f'.repeat(40), refusesAi: true } },
  'fairness.meter': { for: 'people', input: { postingId: `pos_${NOBODY_HAS}` } },
  'hiring.dispositions': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, from: '2026-01-01', until: '2026-02-01' } },
  'fairness.report': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, year: 2026 } },
  'fairness.criteria': { for: 'people', input: { postingId: `pos_${NOBODY_HAS}` } },
  'fairness.fixCriteria': {
    for: 'people',
    input: { postingId: `pos_${NOBODY_HAS}`, criteria: [{ text: 'Bakes bread', isMust: true }], afterVersion: 0 },
  },
  'conversations.thread': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}` } },
  'conversations.preview': { for: 'people', input: { applicationIds: [`app_${NOBODY_HAS}`], subject: 'Hello', text: 'Hello' } },
  'conversations.previewMail': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}`, subject: 'Hello', text: 'Hello' } },
  'conversations.write': {
    for: 'people',
    input: { applicationId: `app_${NOBODY_HAS}`, subject: 'Hello', text: 'Hello', batchId: `bat_${NOBODY_HAS}` },
  },
  'conversations.writeMany': {
    for: 'people',
    input: { applicationIds: [`app_${NOBODY_HAS}`], subject: 'Hello', text: 'Hello', batchId: `bat_${NOBODY_HAS}` },
  },
  'conversations.change': {
    for: 'people',
    input: { messageId: `cms_${NOBODY_HAS}`, version: 1, subject: 'Hello', text: 'Hello', leavesAt: '2026-11-22T10:00:00.000Z' },
  },
  'conversations.cancel': { for: 'people', input: { batchId: `bat_${NOBODY_HAS}` } },
  'conversations.overdue': { for: 'people' },
  'conversations.sendClosing': {
    for: 'people',
    input: {
      messageId: `cms_${NOBODY_HAS}`,
      version: 1,
      subject: 'Hello',
      text: 'Hello',
      disposition: { kind: 'rejected', reason: 'skills' },
      batchId: `bat_${NOBODY_HAS}`,
    },
  },
  'conversations.mine': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}` } },
  'conversations.answer': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}`, text: 'Hello', batchId: `bat_${NOBODY_HAS}` } },
  'conversations.byStatus': { for: 'anybody', input: { token: 'f'.repeat(40) } },
  'conversations.answerByStatus': { for: 'anybody', input: { token: 'f'.repeat(40), text: 'Hello', batchId: `bat_${NOBODY_HAS}` } },
  'messageTemplates.list': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'messageTemplates.save': {
    for: 'people',
    input: { organisationId: `org_${NOBODY_HAS}`, kind: 'message', name: 'Hello', subject: 'Hello', text: 'Hello' },
  },
  'messageTemplates.archive': {
    for: 'people',
    input: { organisationId: `org_${NOBODY_HAS}`, templateId: `mtp_${NOBODY_HAS}`, version: 1, isArchived: true },
  },
  'careers.heartbeat': { for: 'anybody', input: { jobId: `job_${NOBODY_HAS}` } },
  'retention.get': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'retention.set': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, rules: [] } },
  'retention.setHold': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, candidateId: `can_${NOBODY_HAS}`, reason: null } },
  'support.enter': { for: 'operators', input: { who: `per_${NOBODY_HAS}`, reason: 'They asked why a page is empty.' } },
  'support.visits': { for: 'people' },
  'support.readOnly': { for: 'operators' },
  'support.setReadOnly': { for: 'operators', input: { isOn: false } },
  'careers.show': { for: 'anybody', input: { slug: 'nobody' } },
  'careers.settings': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'careers.places': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'careers.setFrames': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, origins: [] } },
  'careers.setHost': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, host: null } },
  'careers.setSettings': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, accent: 'blue', letters: 'NB', intro: '' } },
  'employers.list': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'employers.start': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, method: 'dns', domain: 'example.com' } },
  'employers.confirm': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, domain: 'example.com', code: '123456' } },
  'employers.check': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, domain: 'example.com' } },
  'employers.remove': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, domain: 'example.com' } },
  'postings.list': { for: 'people', scope: 'postings:read', input: { organisationId: `org_${NOBODY_HAS}` } },
  'postings.get': { for: 'people', scope: 'postings:read', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.history': { for: 'people', scope: 'postings:read', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.create': { for: 'people', scope: 'postings:write', input: { organisationId: `org_${NOBODY_HAS}` } },
  'postings.duplicate': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.update': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}`, change: { title: 'Baker' } } },
  'postings.submit': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.takeBack': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.approve': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.sendBack': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}`, reason: 'No title' } },
  'postings.publish': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.pause': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.resume': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}` } },
  'postings.close': { for: 'people', scope: 'postings:write', input: { postingId: `pos_${NOBODY_HAS}`, reason: 'filled' } },
  'savedSearches.list': { for: 'people', scope: 'searches:read' },
  'savedSearches.save': { for: 'people', scope: 'searches:write', input: { filters: { q: 'baker' } } },
  'savedSearches.update': { for: 'people', scope: 'searches:write', input: { searchId: `sse_${NOBODY_HAS}`, isPaused: true } },
  'savedSearches.remove': { for: 'people', scope: 'searches:write', input: { searchId: `sse_${NOBODY_HAS}` } },
  'shortlists.create': { for: 'people', scope: 'shortlists:write', input: { postingId: `pos_${NOBODY_HAS}`, name: 'Final round' } },
  'shortlists.update': { for: 'people', scope: 'shortlists:write', input: { shortlistId: `sho_${NOBODY_HAS}`, name: 'Final round' } },
  'shortlists.list': { for: 'people', scope: 'shortlists:read', input: { postingId: `pos_${NOBODY_HAS}` } },
  'shortlists.get': { for: 'people', scope: 'shortlists:read', input: { shortlistId: `sho_${NOBODY_HAS}` } },
  'shortlists.addable': { for: 'people', scope: 'shortlists:read', input: { shortlistId: `sho_${NOBODY_HAS}` } },
  'shortlists.add': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, applicationIds: [`app_${NOBODY_HAS}`] },
  },
  'shortlists.move': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}`, afterEntryId: null },
  },
  'shortlists.merge': {
    for: 'people',
    scope: 'shortlists:write',
    input: {
      shortlistId: `sho_${NOBODY_HAS}`,
      baseSeq: 0,
      moves: [{ entryId: `sle_${NOBODY_HAS}`, afterEntryId: null, batchId: `bat_${NOBODY_HAS}` }],
    },
  },
  'shortlists.remove': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}`, reason: 'Elsewhere' },
  },
  'shortlists.vote': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}`, vote: 'yes' },
  },
  'shortlists.discussion': {
    for: 'people',
    scope: 'shortlists:read',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}` },
  },
  'shortlists.comment': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}`, markdown: 'Nothing' },
  },
  'shortlists.editComment': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, commentId: `cmt_${NOBODY_HAS}`, markdown: 'Nothing' },
  },
  'shortlists.removeComment': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, commentId: `cmt_${NOBODY_HAS}` },
  },
  'shortlists.guests': { for: 'people', scope: 'shortlists:read', input: { shortlistId: `sho_${NOBODY_HAS}` } },
  'shortlists.inviteGuest': { for: 'people', scope: 'shortlists:write', input: { shortlistId: `sho_${NOBODY_HAS}`, name: 'A client' } },
  'shortlists.revokeGuest': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, guestId: `gst_${NOBODY_HAS}` },
  },
  'shortlists.meter': { for: 'people', input: { shortlistId: `sho_${NOBODY_HAS}` } },
  'shortlists.setScoring': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, competencies: ['Craft'] },
  },
  'shortlists.scorecards': {
    for: 'people',
    scope: 'shortlists:read',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}` },
  },
  'shortlists.score': {
    for: 'people',
    scope: 'shortlists:write',
    input: {
      shortlistId: `sho_${NOBODY_HAS}`,
      entryId: `sle_${NOBODY_HAS}`,
      scores: { Craft: 4 },
      note: '',
      salt: 'a'.repeat(32),
      hash: 'a'.repeat(64),
    },
  },
  'shortlists.revealScores': {
    for: 'people',
    scope: 'shortlists:write',
    input: { shortlistId: `sho_${NOBODY_HAS}`, entryId: `sle_${NOBODY_HAS}` },
  },
  'shortlists.history': { for: 'people', scope: 'shortlists:read', input: { shortlistId: `sho_${NOBODY_HAS}` } },
  'shortlists.export': { for: 'people', scope: 'shortlists:read', input: { shortlistId: `sho_${NOBODY_HAS}` } },
  'insights.dashboard': { for: 'people', scope: 'applications:read', input: {} },
  'insights.snapshots': { for: 'people', scope: 'applications:read', input: {} },
  'interviews.list': { for: 'people', scope: 'applications:read', input: {} },
  'interviews.get': { for: 'people', scope: 'applications:read', input: { interviewId: `int_${NOBODY_HAS}` } },
  'interviews.versions': { for: 'people', scope: 'applications:read', input: { interviewId: `int_${NOBODY_HAS}` } },
  'interviews.add': {
    for: 'people',
    scope: 'applications:write',
    input: {
      applicationId: `app_${NOBODY_HAS}`,
      kind: 'video',
      startsAt: '2026-12-01T09:00:00.000Z',
      endsAt: '2026-12-01T10:00:00.000Z',
      timeZone: 'Europe/Berlin',
    },
  },
  'interviews.update': {
    for: 'people',
    scope: 'applications:write',
    input: {
      interviewId: `int_${NOBODY_HAS}`,
      version: 1,
      kind: 'video',
      startsAt: '2026-12-01T09:00:00.000Z',
      endsAt: '2026-12-01T10:00:00.000Z',
      timeZone: 'Europe/Berlin',
    },
  },
  'interviews.callOff': { for: 'people', scope: 'applications:write', input: { interviewId: `int_${NOBODY_HAS}` } },
  'interviews.file': { for: 'people', scope: 'applications:read', input: { interviewId: `int_${NOBODY_HAS}` } },
  'calendar.feed': { for: 'people' },
  'calendar.issue': { for: 'people', input: {} },
  'calendar.revoke': { for: 'people' },
  'jobs.search': { for: 'anybody', input: {} },
  'market.show': { for: 'anybody', input: {} },
  'jobs.check': { for: 'anybody', input: { id: `job_${NOBODY_HAS}` } },
  'jobs.facets': { for: 'anybody', input: {} },
  'jobs.get': { for: 'anybody', input: { id: `job_${NOBODY_HAS}` } },
  'jobs.similar': { for: 'anybody', input: { id: `job_${NOBODY_HAS}` } },
  'jobs.report': { for: 'anybody', input: { jobId: `job_${NOBODY_HAS}`, reason: 'scam' } },
  'jobs.reports': { for: 'operators', input: {} },
  'jobs.answerReports': {
    for: 'operators',
    input: { answer: 'kept', jobId: `job_${NOBODY_HAS}`, newestAt: '2026-11-21T10:00:00.000Z' },
  },
  'jobs.landing': { for: 'anybody' },
  'leads.example': { for: 'anybody' },
  'titles.read': { for: 'anybody', input: { text: 'Baker' } },
  'skills.read': { for: 'anybody', input: { text: 'You bake bread.' } },
  'leads.preview': { for: 'anybody', input: { text: 'A post that is long enough to be read.' } },
  'leads.readPage': { for: 'anybody', input: { url: 'https://nothing.example/' } },
  'leads.confirmPasted': { for: 'anybody', input: { text: 'A post that is long enough to be read.', draft: DRAFT } },
  'leads.list': { for: 'operators', input: {} },
  'leads.decide': { for: 'operators', input: { decision: 'reject', leadId: `led_${NOBODY_HAS}`, version: 1, label: 'chatter' } },
  'leads.takeBack': { for: 'operators', input: { leadId: `led_${NOBODY_HAS}`, version: 2 } },
  'leads.stats': { for: 'operators' },
  'live.ticket': { for: 'anybody', input: { room: 'feed/jobs' } },
  'live.since': { for: 'anybody', input: { room: 'feed/jobs', since: 0 } },
  'live.last': { for: 'anybody', input: { room: 'feed/jobs' } },
  'matching.recommended': { for: 'people', scope: 'matching:read', input: {} },
  'matching.candidates': { for: 'people', input: { postingId: `pos_${NOBODY_HAS}` } },
  'matching.invite': { for: 'people', input: { postingId: `pos_${NOBODY_HAS}`, receiptId: `mrc_${NOBODY_HAS}` } },
  'matching.sentInvitations': { for: 'people', scope: 'candidates:read', input: { postingId: `pos_${NOBODY_HAS}` } },
  'matching.invitations': { for: 'people' },
  'matching.answerInvitation': { for: 'people', input: { invitationId: `jin_${NOBODY_HAS}`, answer: 'decline' } },
  'matching.allowInvitations': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'matching.explain': { for: 'people', scope: 'matching:read', input: { jobId: `job_${NOBODY_HAS}` } },
  'matching.receipt': { for: 'people', scope: 'matching:read', input: { id: `mrc_${NOBODY_HAS}` } },
  'matching.receipts': { for: 'people', scope: 'matching:read', input: {} },
  'matching.settings': { for: 'people', scope: 'matching:read' },
  'matching.setSettings': { for: 'people', scope: 'matching:write', input: { resumeId: null } },
  'matching.findability': { for: 'people' },
  'matching.setFindability': { for: 'people', input: { isFindable: false, textVersion: 1 } },
  'consents.list': { for: 'people' },
  'consents.set': { for: 'people', input: { textId: 'mail-updates', textVersion: 1, given: false } },
  'consents.unsubscribeState': { for: 'anybody', input: { token: 'nobody' } },
  'consents.unsubscribe': { for: 'anybody', input: { token: 'nobody' } },
  'consents.ledger': { for: 'operators', input: {} },
  'notifications.list': { for: 'people', scope: 'notifications:read', input: {} },
  'notifications.unread': { for: 'people', scope: 'notifications:read' },
  'notifications.markRead': { for: 'people', scope: 'notifications:write', input: { ids: [`ntf_${NOBODY_HAS}`] } },
  'notifications.markAllRead': { for: 'people', scope: 'notifications:write' },
  'notifications.preferences': { for: 'people', scope: 'notifications:read' },
  'notifications.setPreferences': { for: 'people', scope: 'notifications:write', input: { digest: 'daily' } },
  'notifications.deliveries': { for: 'people', scope: 'notifications:read', input: {} },
  'notifications.startPhone': { for: 'people', input: { phone: '+4915112345678' } },
  'notifications.confirmPhone': { for: 'people', input: { code: '123456' } },
  'notifications.removePhone': { for: 'people' },
  'notifications.messages': { for: 'operators', input: {} },
  'privacy.askDeletion': { for: 'people', input: { when: 'now', address: 'nobody@example.com' } },
  'privacy.deletionStatus': { for: 'anybody', input: { code: 'del_nobody' } },
  'privacy.exportState': { for: 'people' },
  'privacy.overview': { for: 'people' },
  'privacy.startExport': { for: 'people' },
  'privacy.takeBackDeletion': { for: 'people' },
  'keys.issue': { for: 'people', input: { name: 'A program', scopes: ['profile:read'] } },
  'keys.list': { for: 'people' },
  'keys.revoke': { for: 'people', input: { id: `key_${NOBODY_HAS}` } },
  'keys.rotate': { for: 'people', input: { id: `key_${NOBODY_HAS}` } },
  'numerology.settings': { for: 'people' },
  'numerology.setSettings': { for: 'people', input: { forJobs: false } },
  'numerology.withCompany': { for: 'people', input: { slug: 'nobody' } },
  'numerology.shares': { for: 'people', input: {} },
  'numerology.share': { for: 'people', input: { organisationSlug: 'nobody', textVersion: 1 } },
  'numerology.stopSharing': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'numerology.organisation': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'numerology.setOrganisation': {
    for: 'people',
    input: { organisationId: `org_${NOBODY_HAS}`, isOn: true, weightPercent: 5, noticeVersion: 1 },
  },
  'numerology.acts': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}` } },
  'numerology.withCandidate': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, personId: `per_${NOBODY_HAS}` } },
  'organisations.answerInvitation': { for: 'people', input: { invitationId: `inv_${NOBODY_HAS}`, accept: true } },
  'organisations.changeRole': {
    for: 'people',
    input: { organisationId: `org_${NOBODY_HAS}`, personId: `per_${NOBODY_HAS}`, role: 'viewer' },
  },
  'organisations.create': { for: 'people', input: { name: 'Reed & Daughters' } },
  'organisations.invite': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, email: 'anna@example.com', role: 'viewer' } },
  'organisations.list': { for: 'people' },
  'organisations.members': { for: 'people', input: { id: `org_${NOBODY_HAS}` } },
  'organisations.myInvitations': { for: 'people' },
  'organisations.removeMember': { for: 'people', input: { organisationId: `org_${NOBODY_HAS}`, personId: `per_${NOBODY_HAS}` } },
  'organisations.rename': { for: 'people', input: { id: `org_${NOBODY_HAS}`, name: 'Reed' } },
  'organisations.withdrawInvitation': {
    for: 'people',
    input: { organisationId: `org_${NOBODY_HAS}`, invitationId: `inv_${NOBODY_HAS}` },
  },
  'people.get': { for: 'anybody', input: { id: `per_${NOBODY_HAS}` } },
  'people.me': { for: 'people', scope: 'profile:read' },
  'people.update': { for: 'people', scope: 'profile:write', input: { headline: 'Baker' } },
  'session.list': { for: 'people' },
  'resumes.listFiles': { for: 'people', scope: 'resumes:read', input: {} },
  'resumes.getFile': { for: 'people', scope: 'resumes:read', input: { fileId: `rsf_${NOBODY_HAS}` } },
  'resumes.readFileAgain': { for: 'people', scope: 'resumes:write', input: { fileId: `rsf_${NOBODY_HAS}` } },
  'resumes.removeFile': { for: 'people', scope: 'resumes:write', input: { fileId: `rsf_${NOBODY_HAS}` } },
  'resumes.confirmReading': { for: 'people', scope: 'resumes:write', input: { fileId: `rsf_${NOBODY_HAS}`, name: 'Mine', resume: {} } },
  'resumes.list': { for: 'people', scope: 'resumes:read' },
  'resumes.get': { for: 'people', scope: 'resumes:read', input: { resumeId: `rsm_${NOBODY_HAS}` } },
  'resumes.start': { for: 'people', scope: 'resumes:write', input: { name: 'Mine' } },
  'resumes.importJson': { for: 'people', scope: 'resumes:write', input: { name: 'Mine', json: '{"basics":{"name":"Nobody"}}' } },
  'resumes.save': { for: 'people', scope: 'resumes:write', input: { resumeId: `rsm_${NOBODY_HAS}`, version: 1, name: 'Mine' } },
  'resumes.remove': { for: 'people', scope: 'resumes:write', input: { resumeId: `rsm_${NOBODY_HAS}` } },
  'resumes.revisions': { for: 'people', scope: 'resumes:read', input: { resumeId: `rsm_${NOBODY_HAS}` } },
  'resumes.revision': { for: 'people', scope: 'resumes:read', input: { resumeId: `rsm_${NOBODY_HAS}`, version: 1 } },
  'resumes.restoreRevision': { for: 'people', scope: 'resumes:write', input: { resumeId: `rsm_${NOBODY_HAS}`, version: 1 } },
  'resumes.labelRevision': { for: 'people', scope: 'resumes:write', input: { resumeId: `rsm_${NOBODY_HAS}`, version: 1, label: 'Mine' } },
  'resumes.sent': { for: 'people', scope: 'resumes:read', input: { resumeId: `rsm_${NOBODY_HAS}` } },
  'resumes.sendVersion': {
    for: 'people',
    scope: 'resumes:write',
    input: { resumeId: `rsm_${NOBODY_HAS}`, applicationId: `app_${NOBODY_HAS}` },
  },
  'resumes.links': { for: 'people', scope: 'resumes:read', input: { resumeId: `rsm_${NOBODY_HAS}` } },
  'resumes.makeLink': { for: 'people', scope: 'resumes:write', input: { resumeId: `rsm_${NOBODY_HAS}` } },
  'resumes.revokeLink': { for: 'people', scope: 'resumes:write', input: { linkId: `rsl_${NOBODY_HAS}` } },
  'resumes.removeLink': { for: 'people', scope: 'resumes:write', input: { linkId: `rsl_${NOBODY_HAS}` } },
  'resumes.countView': { for: 'anybody', input: { token: 'x'.repeat(43) } },
  'resumes.showPublic': { for: 'anybody', input: { token: 'x'.repeat(43) } },
  'scheduling.availability': { for: 'people' },
  'scheduling.setHours': { for: 'people', input: { timeZone: 'Europe/Berlin', weekly: [[], [], [], [], [], [], []] } },
  'scheduling.addTime': {
    for: 'people',
    input: { kind: 'blocked', startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-02T00:00:00.000Z' },
  },
  'scheduling.removeTime': { for: 'people', input: { timeId: `avt_${NOBODY_HAS}` } },
  'scheduling.addFeed': { for: 'people', input: { url: 'https://calendar.example/nothing.ics' } },
  'scheduling.removeFeed': { for: 'people', input: { feedId: `bfd_${NOBODY_HAS}` } },
  'scheduling.readFeed': { for: 'people', input: { feedId: `bfd_${NOBODY_HAS}` } },
  'scheduling.invite': {
    for: 'people',
    input: {
      applicationId: `app_${NOBODY_HAS}`,
      kind: 'video',
      lengthMinutes: 45,
      windowFrom: '2026-12-01T00:00:00.000Z',
      windowUntil: '2026-12-05T00:00:00.000Z',
      panel: [`per_${NOBODY_HAS}`],
      timeZone: 'Europe/Berlin',
    },
  },
  'scheduling.callOff': { for: 'people', input: { invitationId: `ivn_${NOBODY_HAS}` } },
  'scheduling.ofApplication': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}` } },
  'scheduling.room': { for: 'people', input: { invitationId: `ivn_${NOBODY_HAS}` } },
  'scheduling.giveFeedback': {
    for: 'people',
    input: { invitationId: `ivn_${NOBODY_HAS}`, scores: {}, verdict: 'yes', note: '' },
  },
  'scheduling.kits': { for: 'people', input: { postingId: `pos_${NOBODY_HAS}` } },
  'scheduling.saveKit': {
    for: 'people',
    input: { stageId: `hst_${NOBODY_HAS}`, focus: '', questions: [], competencies: [], guide: '', version: 0 },
  },
  'scheduling.mine': { for: 'people', input: { applicationId: `app_${NOBODY_HAS}` } },
  'scheduling.offer': { for: 'anybody', input: { token: 'f'.repeat(40) } },
  'scheduling.pick': { for: 'anybody', input: { token: 'f'.repeat(40), startsAt: '2026-12-01T09:00:00.000Z', timeZone: 'Europe/Berlin' } },
  'scheduling.decline': { for: 'anybody', input: { token: 'f'.repeat(40) } },
  'search.find': { for: 'anybody', input: { q: 'baker' } },
  'session.me': { for: 'anybody' },
  'session.revoke': { for: 'people', input: { sessionId: `ses_${NOBODY_HAS}` } },
  'session.revokeOthers': { for: 'people' },
  'session.unlinkProvider': { for: 'people', input: { accountId: `acc_${NOBODY_HAS}` } },
  'session.waysIn': { for: 'people' },
  'sources.listPages': { for: 'operators' },
  'sources.connectPage': { for: 'operators', input: { externalId: '1000000000', name: 'A Page' } },
  'sources.disconnectPage': { for: 'operators', input: { pageId: `pag_${NOBODY_HAS}` } },
  'texts.open': { for: 'people', input: { id: `pos_${NOBODY_HAS}` } },
  'texts.save': { for: 'people', input: { id: `pos_${NOBODY_HAS}`, update: 'AAA=' } },
  'tasks.list': { for: 'operators', input: {} },
  'tasks.replay': { for: 'operators', input: { taskId: `tsk_${NOBODY_HAS}` } },
  'tasks.replayDead': { for: 'operators' },
}
/** Every procedure as everybody: on a machine that is busy with more than this. */
const WALK_MS = 120_000
// Areas are loaded at their first call; here all of them are.
await Promise.all(Object.values(appRouter._def.lazy).map((area) => area.load()))
const procedures = Object.keys(appRouter._def.procedures).sort()

test('every procedure is in the table of who may call it', () => {
  expect(procedures).toEqual(Object.keys(TABLE).sort())
})

test('each procedure serves whom it is for, and tells everybody else the same thing', { timeout: WALK_MS }, async () => {
  await using world = await newWorld()
  const person = await world.person('Anna')
  const operatorPerson = await world.person('Olga', { isOperator: true })
  const callers: Record<string, Ctx> = {
    visitor: world.as('visitor'),
    operator: world.as('operator'),
    person: person.ctx,
    operatorPerson: operatorPerson.ctx,
    keyWithAll: (await world.person('Anna', { personId: person.personId, scopes: [...SCOPES] })).ctx,
  }
  for (const name of procedures) {
    const row = TABLE[name]
    const answer: Record<string, string> = {}
    for (const [caller, ctx] of Object.entries(callers)) answer[caller] = await answerTo(ctx, name)
    if (row?.for === 'operators') {
      expect.soft(answer.visitor, `${name} to a visitor`).toBe('unauthenticated operator.sign-in-needed')
      expect.soft(answer.person, `${name} to a person`).toBe('forbidden operator.only')
      expect.soft(answer.keyWithAll, `${name} to a key`).toBe('forbidden operator.only')
      expect.soft(answer.operator, `${name} to an operator`).not.toMatch(/unauthenticated|forbidden/)
      expect.soft(answer.operatorPerson, `${name} to a person who is one`).toBe(answer.operator)
    } else if (row?.for === 'people') {
      const others = (await world.person('Anna', { personId: person.personId, scopes: SCOPES.filter((scope) => scope !== row.scope) })).ctx
      expect.soft(answer.visitor, `${name} to a visitor`).toBe('unauthenticated session.sign-in-needed')
      expect.soft(answer.operator, `${name} to an operator by link`).toBe('unauthenticated session.sign-in-needed')
      expect.soft(answer.person, `${name} to a person`).not.toMatch(/unauthenticated|forbidden/)
      expect.soft(await answerTo(others, name), `${name} to a key without its scope`).toBe('forbidden key.scope-missing')
      if (row.scope) expect.soft(answer.keyWithAll, `${name} to a key with its scope`).toBe(answer.person)
    } else for (const caller of Object.keys(callers)) expect.soft(answer[caller], `${name} to ${caller}`).toBe(answer.visitor)
  }
})

test('nobody listens in the room of another person, and a key listens only in its own', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const missing = await failure(boris.api.live.ticket({ room: `person/per_${NOBODY_HAS}` }))
  for (const call of ['ticket', 'last'] as const)
    expect(await failure(boris.api.live[call]({ room: `person/${anna.personId}` }))).toMatchObject({
      code: missing.code,
      reason: missing.reason,
    })
  expect(await failure(boris.api.live.since({ room: `person/${anna.personId}`, since: 0 }))).toMatchObject({ code: 'not_found' })
  expect(await failure(world.api('visitor').live.ticket({ room: 'person/me' }))).toMatchObject({ code: 'unauthenticated' })
  expect(await failure(boris.api.live.ticket({ room: 'operators/all' }))).toMatchObject({ code: 'forbidden', reason: 'operator.only' })
  const { db, actor } = anna.ctx
  const expiresAt = new Date(world.state.now.getTime() + 60_000)
  await db.insert(sessions).values({ id: actor.sessionId ?? '', personId: anna.personId, token: 'of better-auth', expiresAt })
  await expect(anna.api.live.ticket({ room: 'person/me' })).resolves.toMatchObject({ party: 'person', room: anna.personId })
})

test('what is Anna’s is to Boris as if it did not exist, in every procedure that takes its id', { timeout: WALK_MS }, async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const boris = await world.person('Boris')
  const { card, batchId } = await anna.api.applications.save({ from: 'form', title: 'Baker' })
  const applicationId = card.id
  const ids: Record<string, string> = { app: applicationId, bat: batchId, per: anna.personId }
  ids.con = (await anna.api.contacts.add({ applicationId, name: 'Rosa' })).id
  ids.not = (await anna.api.notes.add({ applicationId, markdown: 'Private' })).id
  ids.rem = (await anna.api.reminders.add({ applicationId, text: 'Ask', dueAt: '2026-12-01T00:00:00.000Z' })).id
  ids.stg = (await anna.api.stages.add({ group: 'interview', name: 'Second round' })).id
  ids.key = (await anna.api.keys.issue({ name: 'A program', scopes: ['profile:read'] })).apiKey.id
  ids.sse = (await anna.api.savedSearches.save({ filters: { q: 'baker' } })).search.id
  ids.org = (await anna.api.organisations.create({ name: 'Reed & Daughters' })).id
  const { postingId, applicationIds } = await addApplications(anna.ctx.db, ids.org, 1)
  const shortlist = await anna.api.shortlists.create({ postingId, name: 'Final round', applicationIds })
  const [line] = (await anna.api.shortlists.get({ shortlistId: shortlist.id })).lines
  const said = { shortlistId: shortlist.id, entryId: line?.entry.id ?? '', markdown: 'Private' }
  Object.assign(ids, { pos: postingId, sho: shortlist.id, sle: said.entryId, cmt: (await anna.api.shortlists.comment(said)).id })
  ids.whe = (await anna.api.hooks.add({ organisationId: ids.org, url: 'http://127.0.0.1:9/', types: ['job.published'] })).endpoint.id
  await anna.api.hooks.test({ endpointId: ids.whe })
  ids.whd = (await anna.api.hooks.deliveries({ endpointId: ids.whe })).data[0]?.id ?? ''
  const tried: string[] = []
  for (const name of procedures) {
    const row = TABLE[name]
    const asked = JSON.stringify(row?.input ?? null)
    const real = asked.replace(/([a-z]{3})_f{32}/g, (nobodys, kind: string) => ids[kind] ?? nobodys)
    if (row?.for !== 'people' || real === asked) continue
    tried.push(name)
    expect.soft(await answerTo(boris.ctx, name, JSON.parse(real)), name).toBe(await answerTo(boris.ctx, name))
  }
  expect(tried.length).toBeGreaterThan(20)
  expect(await anna.api.applications.get({ applicationId })).toMatchObject({
    notes: [{ markdown: 'Private' }],
    contacts: [{ name: 'Rosa' }],
  })
})

test('the guest of a shortlist is a visitor in every procedure but those of that shortlist, and there a stranger to every other one', {
  timeout: WALK_MS,
}, async () => {
  await using world = await newWorld()
  const { staff, postingId, applicationIds } = await addHiring(world, { Anna: 'owner' }, 1)
  const anna = staff.Anna
  if (!anna) throw new Error('Anna is missing.')
  const { id: shortlistId } = await anna.api.shortlists.create({ postingId, name: 'Final round', applicationIds })
  const other = await anna.api.shortlists.create({ postingId, name: 'Another', applicationIds })
  const { guest } = await anna.api.shortlists.inviteGuest({ shortlistId, name: 'A client', right: 'vote' })
  const asGuest = world.guest({ name: guest.name, guestId: guest.id, shortlistId, right: guest.right })
  const visitor = world.as('visitor')
  const GUESTS_OWN = ['get', 'vote', 'discussion', 'comment', 'editComment', 'removeComment'].map((name) => `shortlists.${name}`)
  for (const name of procedures) {
    const expected = GUESTS_OWN.includes(name) ? 'not_found shortlist.not-found' : await answerTo(visitor, name)
    expect.soft(await answerTo(asGuest.ctx, name), name).toBe(expected)
  }
  const [line] = (await asGuest.api.shortlists.get({ shortlistId })).lines
  const [foreign] = (await anna.api.shortlists.get({ shortlistId: other.id })).lines
  expect(await failure(asGuest.api.shortlists.get({ shortlistId: other.id }))).toMatchObject({ code: 'not_found' })
  const elsewhere = { shortlistId, entryId: foreign?.entry.id ?? '', vote: 'yes' as const }
  expect(await failure(asGuest.api.shortlists.vote(elsewhere))).toMatchObject({ code: 'not_found', reason: 'entry.not-found' })
  await asGuest.api.shortlists.vote({ ...elsewhere, entryId: line?.entry.id ?? '' })
  expect(await failure(asGuest.api.live.ticket({ room: `shortlist/${other.id}` }))).toMatchObject({ code: 'not_found' })
  await expect(asGuest.api.live.ticket({ room: `shortlist/${shortlistId}` })).resolves.toMatchObject({ room: shortlistId })
  const lookOnly = world.guest({ name: guest.name, guestId: guest.id, shortlistId, right: 'view' })
  const vote = lookOnly.api.shortlists.vote({ shortlistId, entryId: line?.entry.id ?? '', vote: 'no' })
  expect(await failure(vote)).toMatchObject({ code: 'forbidden', reason: 'shortlist.guest-may-not' })
})

test('a visitor cannot listen to the operators, by ticket or by catching up', async () => {
  await using world = await newWorld()
  const api = world.api('visitor')
  const refusal = { code: 'unauthenticated', reason: 'operator.sign-in-needed' }
  expect(await failure(api.live.ticket({ room: 'operators/all' }))).toMatchObject(refusal)
  expect(await failure(api.live.since({ room: 'operators/all', since: 0 }))).toMatchObject(refusal)
  expect(await failure(api.live.last({ room: 'operators/all' }))).toMatchObject(refusal)
  await expect(world.api('operator').live.ticket({ room: 'operators/all' })).resolves.toMatchObject({ party: 'operators' })
})

async function answerTo(ctx: Parameters<typeof createCaller>[0], name: string, input = TABLE[name]?.input): Promise<string> {
  const caller: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = createCaller(ctx) as never
  const [area = '', procedure = ''] = name.split('.')
  const call = caller[area]?.[procedure]
  if (!call) throw new Error(`There is no procedure ${name}.`)
  try {
    await call(input)
    return 'served'
  } catch (error) {
    const { code, reason } = await failure(Promise.reject(error))
    return `${code} ${reason}`
  }
}
