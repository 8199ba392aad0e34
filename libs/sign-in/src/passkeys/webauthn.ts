/** Checks of passkeys bring a whole reader of certificates with them: loaded with the first passkey. */
export const webauthn = () => import('@simplewebauthn/server');
export const webauthnHelpers = () => import('@simplewebauthn/server/helpers');
