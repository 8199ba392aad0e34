import { DirectoryAccounts } from './directory-accounts.service.js';
import { DirectoryPasswords } from './directory-passwords.service.js';
import { Directory } from './directory.js';
import { LdapSignIn } from './ldap-sign-in.service.js';
import { DirectoryPeople } from './sync/directory-people.service.js';
import { DirectorySync } from './sync/directory-sync.service.js';
import { DirectoryTeams } from './sync/directory-teams.service.js';

export const ldap = [
  Directory,
  DirectoryAccounts,
  DirectoryPasswords,
  LdapSignIn,
  DirectoryPeople,
  DirectorySync,
  DirectoryTeams,
];
