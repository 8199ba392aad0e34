import type { IncomingMessage } from 'node:http';
import type { Express } from 'express';
import proxyAddr from 'proxy-addr';
import { networkOf } from './rate-limiter.js';

/** The network of a request that Express does not see, found as Express finds `request.ip`. */
export function clientNetwork(express: Pick<Express, 'get'>): (request: IncomingMessage) => string {
  return (request) => {
    const trust: unknown = express.get('trust proxy fn');
    const isTrusted = (address: string, hop: number): boolean =>
      typeof trust === 'function' && Reflect.apply(trust, undefined, [address, hop]) === true;
    return networkOf(proxyAddr(request, isTrusted));
  };
}
