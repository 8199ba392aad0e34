import { loadConfig } from '@maroquin/platform/config';
import { keyCardLines, probeKeys } from '@maroquin/platform/key-providers';
import { answer, speaksEnglish } from '../../common/output.js';

/** `maroquin doctor keys`: asks the key provider for what Maroquin needs; changes nothing there. Exit 1 when it does not do. */
export async function doctorKeys(json: boolean): Promise<void> {
  const card = await probeKeys(loadConfig(process.env));
  answer(json, card, keyCardLines(card, speaksEnglish() ? 'en' : 'fr'));
  if (!card.ok) process.exitCode = 1;
}
