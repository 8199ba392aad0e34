import type { HandedLink } from '../identity/index.js';
import { useT } from '../../i18n/index.js';
import { AccountDialog } from './account-dialog.js';
import { useCreateAdministrator } from './administration-api.js';
import { useAdministrator } from './administrator.js';

interface CreateAdministratorDialogProps {
  onClose: () => void;
  onCreated: (link: HandedLink) => void;
}
/** One more administration account, of one's own organisation. */
export function CreateAdministratorDialog({ onClose, onCreated }: CreateAdministratorDialogProps) {
  const t = useT();
  const me = useAdministrator();
  const create = useCreateAdministrator();
  return (
    <AccountDialog
      title={t('administration.createAdministrator')}
      text={t('administration.createText')}
      flag={me.everywhere ? t('administration.everywhere') : null}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onCreate={({ name, email, flag }) =>
        create.mutate(
          { orgId: me.organisation.id, email, name, everywhere: flag },
          {
            onSuccess: (made) => {
              onClose();
              onCreated({ ...made, name, isNew: false });
            },
          },
        )
      }
    />
  );
}
