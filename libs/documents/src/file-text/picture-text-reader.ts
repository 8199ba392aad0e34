import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Config, CONFIG, ConfigError } from '@maroquin/platform/config';
import { FILE_TEXT_LIMITS } from './limits.js';
import { runLimited } from './run-limited.js';
import { tidied } from './tidied.js';

const LIST_WITHIN_MS = 20_000;

/** Languages that a Tesseract has: a line each, after one of words. @throws {Error} it does not run */
async function languagesOf(tesseract: string): Promise<Set<string>> {
  const options = { timeout: LIST_WITHIN_MS, env: { LANG: 'C.UTF-8' } };
  const { stdout } = await promisify(execFile)(tesseract, ['--list-langs'], options);
  return new Set(stdout.split('\n').map((line) => line.trim()));
}

/** Reads what is written in a picture, by Tesseract where `TESSERACT` names it. */
@Injectable()
export class PictureTextReader implements OnModuleInit {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'tesseract' | 'tesseractLanguages'>) {}

  /** Otherwise every picture would be found to hold no words. @throws {ConfigError} */
  async onModuleInit(): Promise<void> {
    const { tesseract, tesseractLanguages } = this.config;
    if (tesseract === null) return;
    const known = await languagesOf(tesseract).catch(() => null);
    if (known === null)
      throw new ConfigError(
        'TESSERACT',
        'ce programme ne se lance pas ; installez tesseract-ocr, ou retirez la variable',
        'this program does not start; install tesseract-ocr, or remove the variable',
      );
    const missing = tesseractLanguages.split('+').filter((language) => !known.has(language));
    if (missing.length > 0)
      throw new ConfigError(
        'TESSERACT_LANGUAGES',
        `Tesseract ne connaît pas ${missing.join(', ')} ; installez tesseract-ocr-${missing[0] ?? ''}`,
        `Tesseract does not know ${missing.join(', ')}; install tesseract-ocr-${missing[0] ?? ''}`,
      );
  }

  /**
   * '' where there is no Tesseract, and nothing is then fetched; null: the picture cannot be read.
   * @throws {DomainError} server.unavailable when the machine had no room or time for it, or Tesseract is not there
   */
  async read(bytes: () => Promise<Uint8Array>): Promise<string | null> {
    const { tesseract, tesseractLanguages } = this.config;
    if (tesseract === null) return '';
    const { pictureCpuSeconds: cpuSeconds, pictureWallMs: wallMs } = FILE_TEXT_LIMITS;
    const command = [tesseract, 'stdin', 'stdout', '-l', tesseractLanguages];
    // One thread: a queue of scans must not take every processor.
    const env = { OMP_THREAD_LIMIT: '1' };
    const text = await runLimited({ command, cwd: tmpdir(), env, cpuSeconds, wallMs }, await bytes());
    // It ends each page with a form feed, of which a picture has one.
    return text === null ? null : tidied(text).replaceAll('\f', '\n').trim();
  }
}
