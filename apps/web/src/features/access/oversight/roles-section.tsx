import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { CustomRole } from '@maroquin/contracts';
import { useCapability } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import {
  announce,
  Button,
  ConfirmDialog,
  ErrorNote,
  Icon,
  Skeleton,
  Tile,
  useKeptFocus,
} from '../../../ui/index.js';
import { useCustomRoles, useRoleWords } from '../roles/custom-roles.js';
import { useDeleteRole } from './oversight-api.js';
import { RoleDialog } from './role-dialog.js';

type Open = { kind: 'write'; role: CustomRole | null } | { kind: 'delete'; role: CustomRole };

/** The roles that the organisation names itself, beside the standard ones. */
export function RolesSection() {
  const t = useT();
  const mayManage = useCapability('role.manage');
  const found = useCustomRoles();
  const [open, setOpen] = useState<Open | null>(null);
  const items = found.rows;
  const close = () => setOpen(null);
  useKeptFocus(items.length);
  return (
    <section aria-labelledby="custom-roles" className="mq-duties">
      <div className="mq-sect">
        <h2 id="custom-roles">{t('roles.title')}</h2>
      </div>
      <p className="mq-muted">{t('roles.text')}</p>
      {found.isPending && <Skeleton rows={2} />}
      {found.error && <ErrorNote error={found.error} />}
      {found.isSuccess && items.length === 0 && <p className="mq-small">{t('roles.none')}</p>}
      {items.length > 0 && (
        <ul className="mq-acc" aria-labelledby="custom-roles">
          {items.map((role) => (
            <RoleRow
              key={role.id}
              role={role}
              onEdit={mayManage ? () => setOpen({ kind: 'write', role }) : undefined}
              onDelete={() => setOpen({ kind: 'delete', role })}
            />
          ))}
        </ul>
      )}
      {mayManage && (
        <div>
          <Button icon={Plus} onPress={() => setOpen({ kind: 'write', role: null })}>
            {t('roles.new')}
          </Button>
        </div>
      )}
      {open?.kind === 'write' && <RoleDialog role={open.role} onClose={close} />}
      {open?.kind === 'delete' && <DeleteRole role={open.role} onClose={close} />}
    </section>
  );
}

interface RoleRowProps {
  role: CustomRole;
  onEdit: (() => void) | undefined;
  onDelete: () => void;
}
function RoleRow({ role, onEdit, onDelete }: RoleRowProps) {
  const t = useT();
  const words = useRoleWords('space');
  const { name } = role;
  return (
    <li>
      <div className="line">
        <Tile>
          <Icon of={KeyRound} />
        </Tile>
        <span className="w">
          <span className="mq-name">{name}</span>
          <span className="mq-small mq-muted">{words.does(role.id)}</span>
          {role.rights !== null && (
            <span className="mq-small mq-muted">{t('roles.rights', { count: role.rights })}</span>
          )}
        </span>
        {onEdit && (
          <span className="mq-row acts">
            <Button size="s" aria-label={t('roles.editOf', { name })} onPress={onEdit}>
              {t('roles.edit')}
            </Button>
            <Button size="s" aria-label={t('roles.deleteOf', { name })} onPress={onDelete}>
              {t('roles.delete')}
            </Button>
          </span>
        )}
      </div>
    </li>
  );
}

function DeleteRole({ role, onClose }: { role: CustomRole; onClose: () => void }) {
  const t = useT();
  const words = useRoleWords('space');
  const remove = useDeleteRole(role.id);
  return (
    <ConfirmDialog
      title={t('roles.delete')}
      subtitle={role.name}
      isDanger
      error={remove.error}
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            announce(t('roles.deleted', { name: role.name }));
            onClose();
          },
        })
      }
    >
      {t('roles.deleteText', { count: role.rights ?? 0, base: words.of(role.base) })}
    </ConfirmDialog>
  );
}
