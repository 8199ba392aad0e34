import { Quotas, RecountStorage, VerifyStorage } from '@maroquin/files';
import { AccountsCommandService } from '@maroquin/identity';
import { Database } from '@maroquin/platform/database';
import { answer, say } from '../common/output.js';
import { sizeOf } from '../common/size.js';
import { withSuite } from '../common/with-suite.js';

interface Options {
  readonly json?: boolean;
}

async function organisations(database: Pick<Database, 'call'>): Promise<string[]> {
  const rows = await database.call<{ id: string }>('select all_organisations() as id');
  return rows.map(({ id }) => id);
}

/**
 * `maroquin storage recount`: people work meanwhile, so that an act just under way may show as a difference. `--repair`
 * sets the counts to what is there, one organisation after the other; writing waits there for as long.
 */
export async function storageRecount({
  json = false,
  repair = false,
}: Options & { readonly repair?: boolean }): Promise<void> {
  const total = { references: 0, unreferenced: 0, bytes: 0, sizes: 0, holders: 0 };
  await withSuite(async (suite) => {
    for (const orgId of await organisations(suite.get(Database))) {
      const recount = suite.get(RecountStorage);
      const found = await (repair ? recount.repair(orgId) : recount.of(orgId));
      total.references += found.references;
      total.unreferenced += found.unreferenced;
      total.bytes += Math.abs(found.bytes);
      total.sizes += found.sizes;
      total.holders += found.holders;
    }
  });
  const agrees = Object.values(total).every((count) => count === 0);
  if (!agrees && !repair) process.exitCode = 1;
  answer(json, { agrees, repaired: repair && !agrees, ...total }, [
    agrees
      ? say('Tous les comptes sont justes.', 'All counts agree.')
      : say(
          `Des comptes diffèrent : ${String(total.references)} références, ${String(total.unreferenced)} contenus sans référence, ${String(total.bytes)} octets, ${String(total.sizes)} tailles, ${String(total.holders)} places occupées.`,
          `Counts differ: ${String(total.references)} references, ${String(total.unreferenced)} contents without a reference, ${String(total.bytes)} bytes, ${String(total.sizes)} sizes, ${String(total.holders)} counts of room.`,
        ),
    ...(repair && !agrees ? [say('Ils sont corrigés.', 'They are corrected.')] : []),
    ...(repair || agrees ? [] : [say('`--repair` les corrige.', '`--repair` corrects them.')]),
  ]);
}

/** `maroquin storage verify`: reads everything in the store and opens it. */
export async function storageVerify({ json = false }: Options): Promise<void> {
  let [blobs, bytes] = [0, 0];
  const damaged: { id: string; code: string }[] = [];
  await withSuite(async (suite) => {
    for (const orgId of await organisations(suite.get(Database))) {
      const found = await suite.get(VerifyStorage).of(orgId, (count) => {
        if (!json && count % 100 === 0) process.stderr.write(`${String(blobs + count)}\n`);
      });
      blobs += found.blobs;
      bytes += found.bytes;
      damaged.push(...found.damaged);
    }
  });
  if (damaged.length > 0) process.exitCode = 1;
  answer(json, { blobs, bytes, damaged }, [
    damaged.length === 0
      ? say(
          `${String(blobs)} contenus lus et ouverts, ${String(bytes)} octets : tout est là.`,
          `${String(blobs)} contents read and opened, ${String(bytes)} bytes: all is there.`,
        )
      : say(
          `${String(damaged.length)} contenus sur ${String(blobs)} manquent ou ne s’ouvrent pas :`,
          `${String(damaged.length)} of ${String(blobs)} contents are missing or do not open:`,
        ),
    ...damaged.map(({ id, code }) => `${id} ${code}`),
  ]);
}

/** `maroquin storage quota`: what all of an organisation may store. */
export async function storageQuota(
  org: string,
  size: string,
  { by, json = false }: Options & { readonly by: string },
): Promise<void> {
  const bytes = sizeOf(size);
  const organisation = await withSuite(async (suite) => {
    const accounts = suite.get(AccountsCommandService);
    const orgId = await accounts.organisation(org);
    const { personId } = await accounts.known(by);
    await suite.get(Quotas).setForOrganisation(orgId, personId, bytes);
    return orgId;
  });
  answer(json, { organisation, maxBytes: bytes }, [
    bytes === null
      ? say('L’organisation n’a plus de limite.', 'The organisation has no limit any more.')
      : say(
          `L’organisation peut garder ${String(bytes)} octets en tout. Ce qui est déjà là reste.`,
          `The organisation may store ${String(bytes)} bytes in all. What is there already stays.`,
        ),
  ]);
}
