import { useNavigate } from 'react-router';
import { useCreateSpace } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { placeHref } from '../../frame/index.js';
import { NameDialog } from '../../ui/index.js';

export function CreateSpaceDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { mutateAsync } = useCreateSpace();
  if (!isOpen) return null;
  return (
    <NameDialog
      title={t('places.createSpace')}
      label={t('places.spaceName')}
      hint={t('places.spaceNameHint')}
      submit={t('places.create')}
      onClose={onClose}
      onSubmit={async (name) => {
        const { id } = await mutateAsync({ name });
        await navigate(placeHref([id], 'documents'));
      }}
    />
  );
}
