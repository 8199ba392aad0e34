import { idSchema } from '@maroquin/contracts';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { z } from 'zod';

/** RFC 7643 §4.3. */
const provisionedSchema = z.object({
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': z.object({
    manager: z.object({ value: idSchema }),
  }),
});

/** Whom the provisioning client names as this person's manager; null: nobody, or no id of this server. */
export function managerIdOf(keys: OrganisationKeys, id: string, sealed: Buffer | null): string | null {
  if (sealed === null) return null;
  const resource: unknown = JSON.parse(
    keys.openText({ table: 'scim_user', column: 'resource', row: id }, sealed),
  );
  const { data } = provisionedSchema.safeParse(resource);
  return data?.['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'].manager.value ?? null;
}
