export { BreakGlassBanner } from './break-glass/break-glass-banner.js';
export { EndingBanner } from './ending/ending-banner.js';
export { EndingSection } from './ending/ending-section.js';
export {
  loadAuditPage,
  loadBreakGlassPage,
  loadCustodyLinkPage,
  loadCustodyPage,
  loadEndingPage,
} from './lazy-pages.js';
export { MarkingBanner } from './markings/marking-chip.js';
export { MarkingDialog } from './markings/marking-dialog.js';
export { AnswerRequest } from './outside/answer-request.js';
export { LinkPage } from './outside/link-page.js';
export { useMyRequests } from './outside/links-api.js';
export { LinksPage } from './outside/links-page.js';
export { RequestsPage } from './outside/requests-page.js';
export { useIsVisitor, useVisitEnd, VisitHome, VisitLine } from './outside/visit.js';
export { ApprovalsList, ApprovalsSection } from './oversight/approvals-list.js';
export { PersonRightsPage } from './oversight/person-rights-page.js';
export { RightsPage } from './oversight/rights-page.js';
export { ReviewPage } from './reviews/review-page.js';
export { useReviews } from './reviews/reviews-api.js';
export { ReviewsPage } from './reviews/reviews-page.js';
export { useAccess, useSetGrant } from './sharing/access-api.js';
export { RestrictedMark } from './sharing/restricted-mark.js';
export { RightChangeLines } from './sharing/right-changes.js';
export { ShareButton } from './sharing/share-button.js';
export { SubjectField } from './sharing/subject-field.js';
export { useChosenSubjects } from './sharing/use-chosen-subjects.js';
export { useRoleNotice } from './sharing/use-role-notice.js';
export { ShareDialog } from './sharing/share-dialog.js';
