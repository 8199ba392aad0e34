import { table } from '../table.js';

/**
 * Administration has its own listener: at the public one its routes are not there, for anybody. What is there for whom
 * stands in `test/security/administration`, with an administrator's session at every route of this matrix.
 */
export const administrationRows = table(`
  POST   /administration/enrolment                      none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/enrolment/passkey-options      none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/enrolment/passkey              none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/enrolment/generator-options    none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/enrolment/generator            none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/sign-in/passkey-options        none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/sign-in/passkey                none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/sign-in/password               none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/sign-in/providers              none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/sign-in/provider               none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/sign-in/oidc/{provider}/callback  none  303  ----- ---- ------ ---- ----- ---
  POST   /administration/sign-out                       none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/me                             none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/administrators                 none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators                 none  201  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators/{id}/link       none  201  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators/{id}/disable    none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators/{id}/enable     none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations                  none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations                  none  201  ----- ---- ------ ---- ----- ---
  GET    /administration/providers                      none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/mail                           none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/antivirus                      none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/proof                          none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/proof/pdf                      none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/proof                          none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations/{orgId}/people                             none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/people                             none  201  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/people/search                      none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/people/{id}/sign-in-link           none  201  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/people/{id}/disable                none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/people/{id}/enable                 none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/people/{id}/hand-over              none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations/{orgId}/approvals                          none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/approvals/{id}/approve             none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/approvals/{id}/refuse              none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations/{orgId}/settings                           none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/settings/agreement                 none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations/{orgId}/identity-merges                    none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/identity-merges/{id}/approve       none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/identity-merges/{id}/refuse        none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations/{orgId}/sessions                           none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/sessions/search                    none  200  ----- ---- ------ ---- ----- ---
  DELETE /administration/organisations/{orgId}/sessions/{id}                      none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/organisations/{orgId}/tokens                             none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/organisations/{orgId}/tokens/search                      none  200  ----- ---- ------ ---- ----- ---
  DELETE /administration/organisations/{orgId}/tokens/{id}                        none  204  ----- ---- ------ ---- ----- ---
`);
