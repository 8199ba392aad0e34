import { probeAntivirus } from '@maroquin/files';
import { loadConfig } from '@maroquin/platform/config';
import { StartupError } from '@maroquin/platform/errors';
import { answer, say } from '../../common/output.js';

/** `maroquin doctor antivirus`: asks clamd what it is and gives it a test file; exit 1 when it does not answer or finds nothing. */
export async function doctorAntivirus(json: boolean): Promise<void> {
  const { clamd } = loadConfig(process.env);
  if (clamd === null)
    throw new StartupError(
      'Aucun antivirus n’est configuré. Donnez CLAMD (.env.example).',
      'No antivirus is configured. Give CLAMD (.env.example).',
    );
  const card = await probeAntivirus(clamd);
  answer(json, card, [linesOf(card)]);
  if (!card.ok) process.exitCode = 1;
}

function linesOf({ version, findsTest }: { version: string | null; findsTest: boolean }): string {
  if (version === null)
    return say(
      'L’antivirus ne répond pas. Vérifiez CLAMD, que clamd est démarré, et qu’il lit ce socket ou écoute à cette adresse. Les nouveaux fichiers attendent.',
      'The antivirus does not answer. Check CLAMD, that clamd runs, and that it listens there. New files wait.',
    );
  if (!findsTest)
    return say(
      `${version} répond, mais ne reconnaît pas le fichier d’essai : ses signatures manquent (freshclam).`,
      `${version} answers but does not find the test file: its signatures are missing (freshclam).`,
    );
  return say(
    `${version} répond et reconnaît le fichier d’essai.`,
    `${version} answers and finds the test file.`,
  );
}
