/** The client itself: its page and the files that it loads. */
const SHELL = 'maroquin-shell';
const PAGE = '/';
export const LOGO = '/logo.svg';
const MOST_FILES = 400;

/** Files have the hash of their content in their name: what is kept is right for ever. */
export async function assetFrom(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(cache, request, answer.clone());
  return answer;
}

/** The page of the client, whatever its address. */
export const pageFrom = (request: Request): Promise<Response> => freshFrom(request, PAGE);
export const logoFrom = (request: Request): Promise<Response> => freshFrom(request, LOGO);

/** Fresh whenever the server answers; the one that was kept where it does not. */
async function freshFrom(request: Request, place: string): Promise<Response> {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    if (answer.ok && !answer.redirected && isPage === (place === PAGE))
      await cache.put(place, answer.clone());
    if (answer.status < 502) return answer;
    return (await cache.match(place)) ?? answer;
  } catch (error) {
    const kept = await cache.match(place);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** What an open page had loaded before this worker was there. */
export async function keepFiles(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(SHELL);
  for (const address of addresses.slice(0, MOST_FILES)) {
    if ((await cache.match(address)) !== undefined) continue;
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok === true) await keep(cache, address, answer);
  }
}

/** Oldest first out: those of versions that are gone. */
async function keep(cache: Cache, request: RequestInfo, answer: Response): Promise<void> {
  await cache.put(request, answer);
  const files = await cache.keys();
  for (const file of files.slice(0, Math.max(0, files.length - MOST_FILES)))
    if (![PAGE, LOGO].includes(new URL(file.url).pathname)) await cache.delete(file);
}
