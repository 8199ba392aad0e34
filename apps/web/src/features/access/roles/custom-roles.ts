import {
  customRolesSchema,
  letsOthersIn,
  rightCovers,
  type CustomRole,
  type CustomRoleSummary,
  type ExtraAct,
  type GivenRole,
  type HeldRight,
  type ResourceKind,
  type Role,
  roles,
} from '@maroquin/contracts';
import { useList } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { roleDoesKey, roleKey, rolesFor } from './roles.js';

export const CUSTOM_ROLES = ['roles'] as const;
/** All of them: an organisation has fewer than one request answers. */
export const useCustomRoles = () =>
  useList({ key: CUSTOM_ROLES, path: '/roles', schema: customRolesSchema, staleTime: 30_000 });

/** A right as somebody has it: the standard role, and the custom one that it comes by. */
interface NamedRight {
  role: Role;
  customRole: CustomRoleSummary | null;
}
export const heldOf = ({ role, customRole }: NamedRight): HeldRight => ({
  role,
  acts: customRole?.acts ?? [],
});
export const givenOf = ({ role, customRole }: NamedRight): GivenRole => customRole?.id ?? role;

const isStandard = (given: GivenRole): given is Role => roles.some((role) => role === given);

export interface RoleWords {
  /** As what is given, standard or custom. */
  of: (given: GivenRole) => string;
  does: (given: GivenRole, isOutside?: boolean) => string;
  named: (right: NamedRight) => string;
  /** "renommer, déplacer". */
  acts: (acts: readonly ExtraAct[]) => string;
  /** What may be given by whoever holds this, standard roles first. */
  options: (mine: HeldRight) => GivenRole[];
  /** The same for an external link, which lets nobody else in. */
  linkOptions: (mine: HeldRight) => Exclude<GivenRole, 'manager'>[];
  right: (given: GivenRole) => HeldRight;
}

/** What rights are called on a kind of resource. */
export function useRoleWords(kind: ResourceKind): RoleWords {
  const t = useT();
  const custom = useCustomRoles().rows;
  const find = (id: GivenRole): CustomRole | undefined => custom.find((role) => role.id === id);
  const acts = (added: readonly ExtraAct[]): string => added.map((act) => t(`roles.act.${act}`)).join(', ');
  const right = (given: GivenRole): HeldRight => {
    if (isStandard(given)) return { role: given, acts: [] };
    const role = find(given);
    return { role: role?.base ?? 'reader', acts: role?.acts ?? [] };
  };
  const options = (mine: HeldRight): GivenRole[] => {
    const usual = rolesFor(kind);
    const all = [...usual, ...custom.filter(({ base }) => usual.includes(base)).map(({ id }) => id)];
    return all.filter((one) => rightCovers(mine, right(one)));
  };
  return {
    acts,
    right,
    of: (given) => (isStandard(given) ? t(roleKey(given, kind)) : (find(given)?.name ?? t('roles.gone'))),
    named: ({ role, customRole }) => customRole?.name ?? t(roleKey(role, kind)),
    does: (given, isOutside) => {
      if (isStandard(given)) return t(roleDoesKey(given, kind, isOutside));
      const { role, acts: added } = right(given);
      return t('roles.does', { base: t(roleKey(role, kind)), acts: acts(added) });
    },
    options,
    linkOptions: (mine) => options(mine).filter((one) => one !== 'manager' && !letsOthersIn(right(one))),
  };
}
