import { table } from '../table.js';

/**
 * Administration has its own listener: at the public one its doors are not there, for anybody. What is there for whom
 * stands in `test/security/administration`, with an administrator's session at every door of this matrix.
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
  POST   /administration/sign-out                       none  204  ----- ---- ------ ---- ----- ---
  GET    /administration/me                             none  200  ----- ---- ------ ---- ----- ---
  GET    /administration/administrators                 none  200  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators                 none  201  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators/{id}/link       none  201  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators/{id}/disable    none  204  ----- ---- ------ ---- ----- ---
  POST   /administration/administrators/{id}/enable     none  204  ----- ---- ------ ---- ----- ---
`);
