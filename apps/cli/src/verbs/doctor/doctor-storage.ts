import { loadConfig } from '@maroquin/platform/config';
import { cardLines, probeStorage } from '@maroquin/platform/object-storage';
import { answer, speaksEnglish } from '../../common/output.js';

/**
 * `maroquin doctor storage`: tries what Maroquin needs of the configured store and prints a capability card;
 * exit 1 when something needed is missing, with the remedy. `--prepare` makes the bucket or folder first.
 */
export async function doctorStorage({
  json = false,
  prepare = false,
}: {
  json?: boolean;
  prepare?: boolean;
}): Promise<void> {
  const { objectStorage } = loadConfig(process.env);
  const card = await probeStorage(objectStorage, { prepare });
  answer(json, card, cardLines(card, speaksEnglish() ? 'en' : 'fr'));
  if (!card.ok) process.exitCode = 1;
}
