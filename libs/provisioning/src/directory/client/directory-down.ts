/** The directory did not answer, or not as a directory that we may believe. Nobody was recognised, nobody refused. */
export class DirectoryDown extends Error {
  override readonly name = 'DirectoryDown';

  constructor(
    readonly reason: DirectoryTrouble,
    cause?: unknown,
  ) {
    super(`the directory does not serve: ${reason}`, cause === undefined ? undefined : { cause });
  }
}

export type DirectoryTrouble =
  'unreachable' | 'tls' | 'starttls' | 'timeout' | 'too-large' | 'bind' | 'base' | 'busy' | 'answer';

const TLS_CODE = /^(?:CERT_|DEPTH_|ERR_TLS|ERR_SSL|EPROTO|SELF_SIGNED|UNABLE_TO)/;

/** What went wrong on the way, in one word. What the server wrote stays in the cause: it may name people. */
export function toDirectoryDown(error: unknown): DirectoryDown {
  if (error instanceof DirectoryDown) return error;
  const [code, name, message] = ['code', 'name', 'message'].map((field) =>
    typeof error === 'object' && error !== null ? String(Reflect.get(error, field)) : '',
  );
  const reason = (): DirectoryTrouble => {
    if (TLS_CODE.test(code ?? '') || message?.includes('before secure TLS connection')) return 'tls';
    if (name === 'TimeoutError' || name === 'TimeLimitExceededError' || /time(?:d )?out/i.test(message ?? ''))
      return 'timeout';
    if (message?.includes('too-large')) return 'too-large';
    if (/^(?:E[A-Z]+)$/.test(code ?? '') || /Connection closed|Socket/.test(message ?? ''))
      return 'unreachable';
    if (name === 'NoSuchObjectError') return 'base';
    return name === 'BusyError' || name === 'UnavailableError' ? 'busy' : 'answer';
  };
  return new DirectoryDown(reason(), error);
}
