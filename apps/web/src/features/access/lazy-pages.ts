/** Loaded when it is opened: few people read the audit. */
export const loadAuditPage = async () => {
  const { AuditPage } = await import('./audit/audit-page.js');
  return { Component: AuditPage };
};
