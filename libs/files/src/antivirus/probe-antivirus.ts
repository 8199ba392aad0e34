import { Readable } from 'node:stream';
import type { ClamdAddress } from '@maroquin/platform/config';
import { Clamd, ClamdFailed, ClamdUnavailable } from './clamd.js';

/** The test file of the European institute for antivirus research, which every antivirus finds; in two parts, so that this file is none. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

interface AntivirusCard {
  readonly ok: boolean;
  /** As it calls itself, with the number and the day of its signatures; null: it does not answer. */
  readonly version: string | null;
  /** Whether it finds the test file. */
  readonly findsTest: boolean;
}

/** Asks the antivirus what it is, and gives it the test file. */
export async function probeAntivirus(address: ClamdAddress): Promise<AntivirusCard> {
  const clamd = new Clamd(address, { silentMs: 10_000, scanMs: 20_000 });
  let version: string | null = null;
  try {
    version = await clamd.version();
    const { state } = await clamd.scan(Readable.from([Buffer.from(EICAR)]));
    return { ok: state === 'infected', version, findsTest: state === 'infected' };
  } catch (error) {
    if (error instanceof ClamdFailed) return { ok: false, version, findsTest: false };
    if (!(error instanceof ClamdUnavailable)) throw error;
    return { ok: false, version: null, findsTest: false };
  }
}
