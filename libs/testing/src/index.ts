export { greyJpeg, PORTRAIT } from './grey-jpeg.js';
export { startCeph } from './services/ceph.js';
export { clamdIsInstalled, EICAR, INFECTED_WORDS, startClamd, type TestAntivirus } from './services/clamd.js';
export { Mailbox, type ReceivedMail } from './services/mailbox.js';
export { FakePushService } from './services/push-service.js';
export { tesseract } from './services/programs.js';
export { startSoftHsm, type SoftHsm } from './services/soft-hsm.js';
export { TransitDouble } from './services/transit-double.js';
export { SyslogCollector } from './services/syslog-collector.js';
export { TimeStampServer } from './services/time-stamp-server.js';
export { startPostgres } from './services/postgres.js';
export { LDAP_BASE, LDAP_READER, startSlapd, type TestDirectory } from './services/slapd.js';
export { startValkey } from './services/valkey.js';
export { readPdf, type ReadPdf } from './read-pdf.js';
export { sharedObjectStore, sharedPostgres } from './shared.js';
export {
  createTestDatabase,
  createTestOrganisation,
  openTestPlatform,
  prepareTemplate,
  TEMPLATE_DATABASE,
  type TestDatabase,
  type TestPlatform,
} from './test-database.js';
export { type Misdeed, type PublicKeyOptions, SoftwareAuthenticator } from './software-authenticator.js';
export { pdf } from './pdf.js';
