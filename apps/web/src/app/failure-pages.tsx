import { useT } from '../i18n/index.js';
import { Button, EmptyState, LinkButton } from '../ui/index.js';
import { DrawerButton, PageTitle } from './page.js';

/** The same page for "does not exist" and "not allowed": neither says which. */
export function NotFoundPage() {
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
          <LinkButton to="/" variant="primary">
            {t('app.backHome')}
          </LinkButton>
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
