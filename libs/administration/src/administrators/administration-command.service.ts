import { Injectable } from '@nestjs/common';
import { emailSchema, nameSchema } from '@maroquin/contracts';
import { Organisations } from '@maroquin/identity';
import { DomainError } from '@maroquin/platform/errors';
import { z } from 'zod';
import { Administrators } from './administrators.service.js';

const newAdministratorSchema = z.object({
  email: emailSchema,
  name: nameSchema,
  /** Every organisation of this instance, not its own alone. */
  everywhere: z.boolean().default(false),
  /** Id or name; without it, the only organisation. */
  org: z.string().optional(),
});

/** What the command line does to administration accounts: it acts as the system itself, on the machine where it runs. */
@Injectable()
export class AdministrationCommandService {
  constructor(
    private readonly organisations: Organisations,
    private readonly administrators: Administrators,
  ) {}

  /**
   * An account, with the link by which it gets its ways in.
   * @throws {DomainError} request.invalid, organisation.unknown, account.exists, administration.closed
   */
  async create(input: z.input<typeof newAdministratorSchema>): Promise<{ id: string; link: string }> {
    const { success, data, error } = newAdministratorSchema.safeParse(input);
    if (!success)
      throw new DomainError('request.invalid', {
        fields: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      });
    const { org, ...account } = data;
    const { id, link } = await this.administrators.create({
      ...account,
      orgId: await this.organisations.find(org),
    });
    return { id, link };
  }
}
