const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** `{a,b}` for app.orgs, which needs no quoting. @throws {Error} when empty or not uuids: a programming error, never a person's. */
export const orgArray = (orgs: readonly string[]): string => {
  if (orgs.length === 0 || !orgs.every((org) => uuid.test(org)))
    throw new Error('a transaction needs its organisations');
  return `{${orgs.join(',')}}`;
};
