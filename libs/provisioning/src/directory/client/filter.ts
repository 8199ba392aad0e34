/** Every character that means something in a filter (RFC 4515 §3); other ones stand for themselves. */
const SPECIAL = /[\0()*\\]/g;

/** A value as it stands in a filter. */
export const escapeValue = (value: string): string =>
  value.replaceAll(SPECIAL, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The configured filter for one login: what somebody typed is a value in it and nothing else. */
export const filterFor = (template: string, login: string): string =>
  template.replaceAll('{login}', () => escapeValue(login));

/** The same for everybody: whoever has the attribute. */
export const filterForAll = (template: string): string => template.replaceAll('={login})', '=*)');

/** Groups in which somebody is named directly. */
export const filterOfGroups = (groups: string, dn: string, logins: readonly string[]): string => {
  const name = escapeValue(dn);
  const ids = logins.map((login) => `(memberUid=${escapeValue(login)})`).join('');
  return `(&${groups}(|(member=${name})(uniqueMember=${name})${ids}))`;
};
