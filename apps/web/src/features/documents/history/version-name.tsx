import { Check, X } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { nameSchema } from '@maroquin/contracts';
import { isApiError } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { IconButton } from '../../../ui/index.js';

interface VersionNameProps {
  name: string;
  /** null: left as it was. Rejects when the server refused. */
  onDone: (name: string | null) => Promise<unknown>;
}
/** The name of a version, written where it stands. Entrée keeps it, Échap leaves it as it was. */
export function VersionName({ name, onDone }: VersionNameProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(name);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => input.current?.select(), []);
  const leave = (): void => void onDone(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = nameSchema.safeParse(text);
    if (!parsed.success || parsed.data === name) {
      leave();
      return;
    }
    onDone(parsed.data).catch((cause: unknown) =>
      setError(isApiError(cause) ? `${cause.title(t.locale)} ${cause.remedy(t.locale)}` : String(cause)),
    );
  };
  return (
    <form className="mq-version-name" onSubmit={submit}>
      <input
        ref={input}
        className="mq-in"
        aria-label={t('history.nameLabel')}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : 'version-name-error'}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          leave();
        }}
      />
      <IconButton icon={Check} size="s" label={t('history.save')} type="submit" />
      <IconButton icon={X} size="s" label={t('history.cancel')} onPress={leave} />
      {error !== null && (
        <p className="mq-err" id="version-name-error" role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
