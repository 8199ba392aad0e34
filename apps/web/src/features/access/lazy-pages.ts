/** Loaded when it is opened: few people read the audit. */
export const loadAuditPage = async () => {
  const { AuditPage } = await import('./audit/audit-page.js');
  return { Component: AuditPage };
};

/** Few people keep keys. */
export const loadCustodyPage = async () => {
  const { CustodyPage } = await import('./custody/custody-page.js');
  return { Component: CustodyPage };
};
export const loadCustodyLinkPage = async () => {
  const { CustodyLinkPage } = await import('./custody/custody-link-page.js');
  return { Component: CustodyLinkPage };
};
export const loadEndingPage = async () => {
  const { EndingPage } = await import('./ending/ending-page.js');
  return { Component: EndingPage };
};
export const loadBreakGlassPage = async () => {
  const { BreakGlassPage } = await import('./break-glass/break-glass-page.js');
  return { Component: BreakGlassPage };
};
