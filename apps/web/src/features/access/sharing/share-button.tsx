import { UserPlus, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { Button, IconButton, useIsPhone } from '../../../ui/index.js';
import { useT } from '../../../i18n/index.js';
import { useIsVisitor } from '../outside/visit.js';
import { ShareDialog } from './share-dialog.js';

interface ShareButtonProps {
  resource: ResourceView;
  variant?: 'plain' | 'primary';
  icon?: LucideIcon;
}
/** Opens the sharing dialogue; on a phone only its sign fits the top bar. */
export function ShareButton({ resource, variant = 'plain', icon = UserPlus }: ShareButtonProps) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const isPhone = useIsPhone();
  // Who sees no names of people has nobody to share with.
  const isVisitor = useIsVisitor();
  const open = () => setOpen(true);
  if (isVisitor) return null;
  return (
    <>
      {isPhone ? (
        <IconButton icon={icon} label={t('share.button')} onPress={open} />
      ) : (
        <Button icon={icon} variant={variant} onPress={open}>
          {t('share.button')}
        </Button>
      )}
      {isOpen && <ShareDialog resource={resource} onClose={() => setOpen(false)} />}
    </>
  );
}
