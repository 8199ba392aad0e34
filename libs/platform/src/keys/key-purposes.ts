/** What the customer's key wraps, authenticated with it: one does not pass for another. */
export const INSTANCE_PURPOSE = 'instance';
export const CHECK_PURPOSE = 'check';
export const organisationPurpose = (orgId: string, generation: number): string =>
  `organisation ${orgId} ${String(generation)}`;
