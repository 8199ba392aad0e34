import { idSchema } from '@maroquin/contracts';
import { OrganisationExports, writeFolder, writeZip } from '@maroquin/departure';
import { AccountsCommandService } from '@maroquin/identity';
import { DomainError } from '@maroquin/platform/errors';
import { answer, say } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

export interface ExportOrganisationOptions {
  /** E-mail address or id: who keeps the organisation's keys. */
  readonly by: string;
  /** A folder, or a file that ends in ".zip". */
  readonly to: string;
  readonly json?: boolean;
}

/** A second run goes on where this one waits. */
const WAITING = 2;
const REPORT_EVERY = 1_000;

/** `maroquin export organisation`: asked for by a key custodian, made once an auditor agreed. Exit 2: it waits for that. */
export async function exportOrganisation(
  organisation: string,
  { by, to, json = false }: ExportOrganisationOptions,
): Promise<void> {
  if (!idSchema.safeParse(organisation).success) throw new DomainError('request.not-found');
  await withSuite(async (suite) => {
    const { personId, orgId } = await suite.get(AccountsCommandService).known(by);
    if (orgId !== organisation) throw new DomainError('key.no-custodian');
    const exports = suite.get(OrganisationExports, { strict: false });
    const answered = await exports.ask({ orgId, personId });
    if ('waitingUntil' in answered) {
      process.exitCode = WAITING;
      answer(json, { waitingUntil: answered.waitingUntil.toISOString() }, [waiting(answered.waitingUntil)]);
      return;
    }
    const began = Date.now();
    const write = /\.zip$/iu.test(to) ? writeZip : writeFolder;
    const onEntry = (entries: number, bytes: number): void => {
      if (!json && entries % REPORT_EVERY === 0) process.stderr.write(`${progress(entries, bytes)}\n`);
    };
    const report = await exports.make(answered, (entries) => write(to, entries), onEntry);
    const seconds = (Date.now() - began) / 1_000;
    const { entries, bytes, leftOut, list } = report;
    answer(json, { to, entries, bytes, leftOut, list, seconds }, [
      progress(entries, bytes),
      leftOut === 0
        ? say('Tout y est.', 'Everything is there.')
        : say(
            `${String(leftOut)} éléments n’y sont pas ou n’y sont pas entiers : lisez non-transporte.json.`,
            `${String(leftOut)} items are not there, or not whole: read non-transporte.json.`,
          ),
      say(
        `À vérifier n’importe où : maroquin verify export ${to}`,
        `To be verified anywhere: maroquin verify export ${to}`,
      ),
    ]);
  });
}

const progress = (entries: number, bytes: number): string =>
  say(
    `${String(entries)} entrées, ${String(bytes)} octets.`,
    `${String(entries)} entries, ${String(bytes)} bytes.`,
  );

const waiting = (until: Date): string =>
  say(
    `Demande enregistrée. Une personne chargée du contrôle la confirme dans Maroquin, page « Droits », avant le ${until.toISOString()} ; relancez ensuite la même commande dans les 24 heures.`,
    `The request is recorded. An auditor confirms it in Maroquin, page “Rights”, before ${until.toISOString()}; then run the same command again within 24 hours.`,
  );
