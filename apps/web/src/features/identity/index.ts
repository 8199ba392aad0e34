export { AccountNotices } from './account-notices.js';
export { AccountDialog } from './account-dialog.js';
export { type HandedLink, LinkDialog } from './link-dialog.js';
export { loadProfilePage } from './profile/lazy-pages.js';
export { PersonCardAt, PersonCardName } from './profile/person-card.js';
export { MergesList } from './merges-section.js';
export { TeamPage } from './teams/team-page.js';
export { TeamsPage } from './teams/teams-page.js';
export { PeoplePage } from './people-page.js';
