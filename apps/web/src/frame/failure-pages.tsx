import { useT } from '../i18n/index.js';
import { Button, EmptyState, LinkButton } from '../ui/index.js';
import { AskAccess } from './ask-access.js';
import { DrawerButton, PageTitle } from './page.js';

/**
 * The same page for "does not exist" and "not allowed": neither says which. With the id that the address named, access
 * can be asked for, whichever it is.
 */
export function NotFoundPage({ resourceId }: { resourceId?: string }) {
  const t = useT();
  return (
    <>
      <PageTitle>{t('app.notFoundTitle')}</PageTitle>
      <div className="mq-head">
        <DrawerButton />
      </div>
      <EmptyState
        level="h1"
        title={t('app.notFound')}
        actions={
          <>
            {resourceId !== undefined && <AskAccess resourceId={resourceId} />}
            <LinkButton to="/" variant="primary">
              {t('app.backHome')}
            </LinkButton>
          </>
        }
      >
        {t('app.notFoundHelp')}
      </EmptyState>
    </>
  );
}

/** A fault of the client itself. */
export function FailurePage() {
  const t = useT();
  return (
    <>
      <PageTitle>{t('app.failureTitle')}</PageTitle>
      <EmptyState
        level="h1"
        title={t('app.failureTitle')}
        actions={
          <Button variant="primary" onPress={() => location.reload()}>
            {t('app.reload')}
          </Button>
        }
      >
        {t('app.failure')}
      </EmptyState>
    </>
  );
}
