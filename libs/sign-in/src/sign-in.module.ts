import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { IdentityModule, type NewSession, Sessions } from '@maroquin/identity';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { ProvisioningModule } from '@maroquin/provisioning';
import { BrowserSession } from './attempts/browser-session.js';
import { KnownBrowsers } from './attempts/known-browsers.js';
import { SignInAttempts } from './attempts/sign-in-attempts.js';
import { AuthController } from './auth.controller.js';
import { AfterFirstProof } from './codes/after-first-proof.service.js';
import { browserCookies } from './factors/browser-cookies.js';
import { CodeGenerators } from './codes/code-generator.service.js';
import { RecoveryCodes } from './codes/recovery-codes.js';
import { SecondProofs } from './codes/second-proofs.js';
import { SecondSteps } from './codes/second-steps.service.js';
import { FactorAuthController } from './factor-auth.controller.js';
import { FirstRun } from './first-run/first-run.js';
import { OwnAccountController } from './first-run/own-account.controller.js';
import { DirectoryAccounts } from './ldap/directory-accounts.service.js';
import { DirectoryPasswords } from './ldap/directory-passwords.service.js';
import { LdapSignIn } from './ldap/ldap-sign-in.service.js';
import { LinkRequests } from './links/link-requests.js';
import { LinkSignIn } from './links/link-sign-in.service.js';
import { FederatedAccounts } from './openid/federated-accounts.service.js';
import { FederatedSessions } from './openid/federated-sessions.service.js';
import { FederatedSignOut } from './openid/federated-sign-out.service.js';
import { SignOutController } from './sign-out.controller.js';
import { FederationController } from './openid/federation.controller.js';
import { Flows } from './openid/flows.service.js';
import { IdentityMerges } from './openid/identity-merges.service.js';
import { MergeDecisions } from './openid/merge-decisions.js';
import { OidcSignIn } from './openid/oidc-sign-in.service.js';
import { Providers } from './openid/providers.service.js';
import { Refusals } from './openid/refusals.service.js';
import { Ceremonies, CEREMONY_PLACE, type CeremonyPlace } from './passkeys/ceremonies.js';
import { PASSKEY_OWNERS, type PasskeyOwners, PasskeySignIn } from './passkeys/passkey-sign-in.service.js';
import { Passkeys } from './passkeys/passkeys.service.js';
import { PasswordCheck } from './passwords/password-check.js';
import { PasswordJudge } from './passwords/password-judge.service.js';
import { PasswordSignIn } from './passwords/password-sign-in.service.js';
import { Passwords } from './passwords/passwords.service.js';
import { SecurityController } from './security/security.controller.js';
import { Security } from './security/security.service.js';
import { OwnTokensController } from './tokens/own-tokens.controller.js';
import { OwnTokens } from './tokens/own-tokens.service.js';

const place = {
  provide: CEREMONY_PLACE,
  inject: [CONFIG],
  useFactory: ({ publicUrl }: Pick<Config, 'publicUrl'>): CeremonyPlace => ({
    address: publicUrl,
    cookie: browserCookies.ceremony,
    prefix: '',
  }),
};
const owners = {
  provide: PASSKEY_OWNERS,
  inject: [Sessions],
  useFactory: (sessions: Sessions): PasskeyOwners<NewSession> => ({
    table: 'passkey',
    owner: 'account',
    prefix: '',
    start: (tx, person, amr) => sessions.start(tx, person, 'passkey', { amr }),
  }),
};

@Module({
  imports: [AccessModule, IdentityModule, ProvisioningModule],
  controllers: [
    AuthController,
    FactorAuthController,
    FederationController,
    SignOutController,
    OwnAccountController,
    OwnTokensController,
    SecurityController,
  ],
  providers: [
    AfterFirstProof,
    BrowserSession,
    Ceremonies,
    CodeGenerators,
    DirectoryAccounts,
    DirectoryPasswords,
    FederatedAccounts,
    FederatedSessions,
    FederatedSignOut,
    FirstRun,
    Flows,
    IdentityMerges,
    KnownBrowsers,
    LdapSignIn,
    LinkRequests,
    LinkSignIn,
    MergeDecisions,
    OidcSignIn,
    OwnTokens,
    PasskeySignIn,
    Passkeys,
    PasswordCheck,
    PasswordJudge,
    PasswordSignIn,
    Passwords,
    Providers,
    RecoveryCodes,
    Refusals,
    SecondProofs,
    SecondSteps,
    Security,
    SignInAttempts,
    place,
    owners,
  ],
  exports: [Flows, MergeDecisions, Refusals, SignInAttempts],
})
export class SignInModule {}
