/** Where every change of a shortlist is sent, by scripts and by plain forms. */
export const CHANGE_AT = '/shortlists/change'
