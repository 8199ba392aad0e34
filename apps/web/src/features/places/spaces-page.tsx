import { Plus } from 'lucide-react';
import { useState } from 'react';
import { PageBody, PageHeader, usePrimaryAction } from '../../frame/index.js';
import { useCapability, useSpaces } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, EmptyState, ErrorNote, Skeleton } from '../../ui/index.js';
import { CreateSpaceDialog } from './create-space-dialog.js';
import { useResourceActions } from './resource-actions.js';
import { ResourceTable } from './resource-table.js';

export function SpacesPage() {
  const t = useT();
  const canCreate = useCapability('space.create');
  const [creating, setCreating] = useState(false);
  const spaces = useSpaces();
  const actions = useResourceActions();
  const create = () => setCreating(true);
  usePrimaryAction(t('places.createSpace'), canCreate ? create : null);
  const shared = spaces.data?.items.filter((space) => !space.personal) ?? [];
  return (
    <>
      <PageHeader
        title={t('places.spaces')}
        actions={
          canCreate && (
            <span className="mq-desk">
              <Button variant="primary" icon={Plus} onPress={create}>
                {t('places.createSpace')}
              </Button>
            </span>
          )
        }
      />
      <PageBody>
        {spaces.isPending && <Skeleton />}
        {spaces.error && shared.length === 0 && <ErrorNote error={spaces.error} />}
        {spaces.isSuccess && shared.length === 0 && (
          <EmptyState
            title={t('places.noSpaces')}
            actions={canCreate && <Button onPress={create}>{t('places.createSpace')}</Button>}
          >
            {t('places.noSpacesText')}
          </EmptyState>
        )}
        {shared.length > 0 && (
          <ResourceTable label={t('places.yourSpaces')} rows={shared} actions={actions} />
        )}
        {actions.dialogs}
      </PageBody>
      <CreateSpaceDialog isOpen={creating} onClose={() => setCreating(false)} />
    </>
  );
}
