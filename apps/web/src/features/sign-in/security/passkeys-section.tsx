import { Fingerprint, PencilLine, Plus, Trash2 } from 'lucide-react';
import type { PasskeyView } from '@maroquin/contracts';
import { useState } from 'react';
import { usePrimaryAction } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, ConfirmDialog, ErrorNote, Icon, Menu, toast } from '../../../ui/index.js';
import { canUsePasskeys, PasskeyFailure } from './passkey-failure.js';
import { PasskeyNameDialog } from './passkey-name-dialog.js';
import { useAddPasskey, useRemovePasskey, useRenamePasskey } from './security-api.js';

type Open =
  { kind: 'add' } | { kind: 'rename'; passkey: PasskeyView } | { kind: 'remove'; passkey: PasskeyView };

export function PasskeysSection({ passkeys }: { passkeys: readonly PasskeyView[] }) {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = () => setOpen({ kind: 'add' });
  const isPossible = canUsePasskeys();
  usePrimaryAction(t('security.addPasskey'), isPossible ? add : () => undefined);
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{t('security.passkeys')}</h2>
      <p className="mq-sec">{t('security.passkeysText')}</p>
      {passkeys.length === 0 && <p className="mq-muted">{t('security.passkeysNone')}</p>}
      {passkeys.length > 0 && (
        <ul>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {isPossible ? (
        <Button variant="primary" icon={Plus} onPress={add}>
          {t('security.addPasskey')}
        </Button>
      ) : (
        <p className="mq-small mq-sec">{t('security.noPasskeys')}</p>
      )}
      {open?.kind === 'add' && <AddDialog onClose={close} />}
      {open?.kind === 'rename' && <RenameDialog passkey={open.passkey} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog passkey={open.passkey} onClose={close} />}
    </section>
  );
}

function PasskeyRow({ passkey, onOpen }: { passkey: PasskeyView; onOpen: (open: Open) => void }) {
  const t = useT();
  const dates = useDates();
  const used = passkey.lastUsedAt
    ? t('security.lastUsed', { date: dates.short(passkey.lastUsedAt) })
    : t('security.neverUsed');
  return (
    <li>
      <Icon of={Fingerprint} />
      <span className="two">
        <span className="mq-cut main">{passkey.name}</span>
        <span className="mq-small mq-sec">
          {t('security.created', { date: dates.short(passkey.createdAt) })}, {used}
        </span>
      </span>
      {passkey.synced && <span className="mq-tag">{t('security.synced')}</span>}
      <Menu
        label={t('security.actionsOn', { name: passkey.name })}
        items={[
          {
            id: 'rename',
            icon: PencilLine,
            label: t('security.rename'),
            onAction: () => onOpen({ kind: 'rename', passkey }),
          },
          {
            id: 'remove',
            icon: Trash2,
            label: t('security.remove'),
            danger: true,
            onAction: () => onOpen({ kind: 'remove', passkey }),
          },
        ]}
      />
    </li>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const add = useAddPasskey();
  return (
    <PasskeyNameDialog
      title={t('security.addPasskey')}
      submit={t('security.continue')}
      name={t('security.thisDevice')}
      intro={t('security.addPasskeyText')}
      failure={add.error && <PasskeyFailure error={add.error} />}
      isPending={add.isPending}
      onClose={onClose}
      onName={(name) =>
        add.mutate(name, {
          onSuccess: () => {
            onClose();
            toast({ text: t('security.passkeyAdded', { name }) });
          },
        })
      }
    />
  );
}

function RenameDialog({ passkey, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const t = useT();
  const rename = useRenamePasskey();
  return (
    <PasskeyNameDialog
      title={t('security.renameTitle')}
      submit={t('security.renameSubmit')}
      name={passkey.name}
      failure={rename.error && <ErrorNote error={rename.error} />}
      isPending={rename.isPending}
      onClose={onClose}
      onName={(name) =>
        rename.mutate(
          { id: passkey.id, version: passkey.version, name },
          {
            onSuccess: () => {
              onClose();
              toast({ text: t('security.passkeyRenamed', { name }) });
            },
          },
        )
      }
    />
  );
}

function RemoveDialog({ passkey: { id, name }, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const t = useT();
  const remove = useRemovePasskey();
  return (
    <ConfirmDialog
      title={t('security.removePasskey')}
      subtitle={name}
      error={remove.error}
      isPending={remove.isPending}
      isDanger
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            onClose();
            toast({ text: t('security.passkeyRemoved', { name }) });
          },
        })
      }
    >
      {t('security.removePasskeyText')}
    </ConfirmDialog>
  );
}
