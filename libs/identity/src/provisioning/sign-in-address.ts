import { Injectable } from '@nestjs/common';
import { emailSchema } from '@maroquin/contracts';
import type { Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { type Complex, isComplex } from './protocol/attribute.js';
import { badRequest } from './protocol/scim-error.js';

export interface Address {
  /** As administrators see it. */
  readonly shown: string;
  /** What signing in looks for. */
  readonly hash: Buffer;
}

const MAX_USER_NAME = 254;

/** @throws {ScimError} invalidValue */
export function userNameOf(resource: Complex): string {
  const userName = typeof resource['userName'] === 'string' ? resource['userName'] : '';
  const isGood =
    userName === userName.trim() &&
    userName !== '' &&
    userName.length <= MAX_USER_NAME &&
    !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(userName);
  if (!isGood) throw badRequest('invalidValue', '"userName" is empty, too long or holds control characters.');
  return userName;
}

/** With which address a provisioned person signs in. */
@Injectable()
export class SignInAddresses {
  constructor(private readonly keys: Keys) {}

  /**
   * The user name, if it is an address; otherwise the preferred mail address, if nobody has it. Otherwise none: the
   * person comes by the organisation's own sign-in, or by a link.
   */
  async of(tx: Tx, orgId: string, resource: Complex): Promise<Address> {
    const userName = userNameOf(resource);
    const { instance } = this.keys;
    if (emailSchema.safeParse(userName).success)
      return { shown: userName, hash: instance.emailHash(userName) };
    for (const email of mailAddressesOf(resource)) {
      const hash = instance.emailHash(email);
      const [row] = await tx.query<{ taken: boolean }>('select is_address_taken($1) as taken', [hash]);
      if (row?.taken === false) return { shown: email, hash };
    }
    // A space is in no address, so that nobody can type this one; the same name of two organisations differs.
    return { shown: userName, hash: instance.emailHash(`${orgId} ${userName}`) };
  }
}

/** The primary one first, then those for work. */
export function mailAddressesOf(resource: Complex): string[] {
  const emails = Array.isArray(resource['emails']) ? resource['emails'].filter(isComplex) : [];
  const rank = (email: Complex): number => (email['primary'] === true ? 0 : email['type'] === 'work' ? 1 : 2);
  return emails
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ value }) =>
      typeof value === 'string' && emailSchema.safeParse(value).success ? [value] : [],
    );
}
