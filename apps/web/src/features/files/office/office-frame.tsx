import { type RefObject, useEffect, useRef } from 'react';
import type { OfficeSession } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';

/** Its own scripts and windows, and no way to lead this page elsewhere. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads';
/** The frame's own name, by which the form is sent into it. */
const FRAME = 'office-editor';

interface OfficeFrameProps {
  frame: RefObject<HTMLIFrameElement | null>;
  session: OfficeSession;
  name: string;
}
/** The editor. Its token is sent in a form: no address that anything keeps has it. */
export function OfficeFrame({ frame, session, name }: OfficeFrameProps) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const first = useRef(session);
  useEffect(() => form.current?.submit(), []);
  const { action, accessToken, accessTokenTtl } = first.current;
  return (
    <>
      <form ref={form} method="post" action={action} target={FRAME} hidden>
        <input type="hidden" name="access_token" value={accessToken} />
        <input type="hidden" name="access_token_ttl" value={String(accessTokenTtl)} />
      </form>
      <iframe
        ref={frame}
        className="mq-office"
        name={FRAME}
        title={t('office.frame', { name })}
        sandbox={SANDBOX}
        allow="clipboard-read *; clipboard-write *; fullscreen *"
      />
    </>
  );
}
