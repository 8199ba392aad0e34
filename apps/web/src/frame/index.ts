export { FailurePage, GonePage, NotFoundPage } from './failure-pages.js';
export { focusContent } from './focus-content.js';
export {
  circuitHref,
  circuitVersionHref,
  idsOf,
  type OpenPlace,
  parsePlacePath,
  conversationHref,
  fileHref,
  placeHref,
  type PlacePath,
  type PlaceViewName,
  placeViews,
  resourceHref,
  templatesHref,
} from './hrefs.js';
export {
  DrawerButton,
  PageBody,
  PageHeader,
  PageTitle,
  SearchButton,
  ShellContext,
  titleCount,
} from './page.js';
export { lazyPage } from './lazy-page.js';
export { lazyView } from './lazy-view.js';
export { findPassage, type Landing, landingHash, type Passage, readLanding } from './passage.js';
export { PlaceActions, PlaceActionsSlot } from './place-actions.js';
export { useRegionCycling } from './regions.js';
export { ServiceBanner, useOwnConnectionBanner } from './service-banner.js';
export { primaryAction, usePrimaryAction, useShortcut } from './shortcuts.js';
export { SignLayout } from './sign-layout.js';
export { useAskedPassage } from './use-asked-passage.js';
export { useFocusGuard } from './use-focus-guard.js';
export { usePageChange } from './use-page-change.js';
