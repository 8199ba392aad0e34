/** Passkeys and QR codes come with the page that makes them. */
export const loadSecurityPage = async () => {
  const { SecurityPage } = await import('./security/security-page.js');
  return { Component: SecurityPage };
};
export const loadTokensPage = async () => {
  const { TokensPage } = await import('./tokens/tokens-page.js');
  return { Component: TokensPage };
};
