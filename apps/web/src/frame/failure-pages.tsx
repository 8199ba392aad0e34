import type { ReactNode } from 'react';
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
      <EmptyState level="h1" title={t('app.notFound')} actions={<NextSteps resourceId={resourceId} />}>
        {t('app.notFoundHelp')}
      </EmptyState>
    </>
  );
}

/** The right was withdrawn while this was open: the same ways on as where it was never there. */
export function GonePage(props: { resourceId: string; title: string; children: ReactNode }) {
  return (
    <EmptyState level="h1" title={props.title} actions={<NextSteps resourceId={props.resourceId} />}>
      {props.children}
    </EmptyState>
  );
}

function NextSteps({ resourceId }: { resourceId: string | undefined }) {
  const t = useT();
  return (
    <>
      {resourceId !== undefined && <AskAccess resourceId={resourceId} />}
      <LinkButton to="/" variant="primary">
        {t('app.backHome')}
      </LinkButton>
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
