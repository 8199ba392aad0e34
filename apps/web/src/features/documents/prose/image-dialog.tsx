import { ImageUp } from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { useRef, useState } from 'react';
import { useT } from '../../../i18n/index.js';
import { Button, FormDialog, TextField, useAttempt } from '../../../ui/index.js';
import { scrollToPicture } from './extensions/image-view.js';
import { IMAGE_TYPES, uploadImage } from '../writing/images-api.js';

interface PictureWords {
  alt: string;
  caption: string;
}

const wordsAt = (editor: Editor, position: number | null): PictureWords => {
  const attrs = position === null ? undefined : editor.state.doc.nodeAt(position)?.attrs;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { alt: text(attrs?.['alt']), caption: text(attrs?.['title']) };
};

/** What the node keeps: empty words are none. The caption is its title. */
const attrsOf = ({ alt, caption }: PictureWords): { alt: string | null; title: string | null } => ({
  alt: alt.trim() || null,
  title: caption.trim() || null,
});

interface PictureFieldProps {
  file: File | null;
  isMissing: boolean;
  onChoose: (file: File | null) => void;
}
function PictureField({ file, isMissing, onChoose }: PictureFieldProps) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="mq-field">
      <Button icon={ImageUp} onPress={() => picker.current?.click()} autoFocus>
        {t('image.choose')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept={IMAGE_TYPES}
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      <p className={isMissing ? 'mq-err' : 'mq-hint'} role={isMissing ? 'alert' : undefined}>
        {file === null ? t('image.none') : t('image.chosen', { name: file.name })}
      </p>
    </div>
  );
}

/** Changes the words of the picture that still stands there. */
const describe = (editor: Editor, position: number, words: PictureWords): void => {
  if (editor.state.doc.nodeAt(position)?.type.name !== 'image') return;
  editor.chain().setNodeSelection(position).updateAttributes('image', attrsOf(words)).run();
};

export interface ImageDialogProps {
  editor: Editor;
  documentId: string;
  /** Where the picture to describe stands; null to insert a new one. */
  position: number | null;
  onClose: () => void;
}

/** Inserts a picture with its description and caption, or changes those of one. Mounted only while open. */
export function ImageDialog({ editor, documentId, position, onClose }: ImageDialogProps) {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [words, setWords] = useState(() => wordsAt(editor, position));
  const [isMissing, setMissing] = useState(false);
  const { busy, error, attempt } = useAttempt();
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => editor.commands.focus());
  };
  const save = async (): Promise<void> => {
    if (position !== null) {
      describe(editor, position, words);
      return close();
    }
    setMissing(file === null);
    if (file === null) return;
    await attempt(async () => {
      const src = await uploadImage(documentId, file);
      const at = editor.state.selection.from;
      editor.commands.insertContent({ type: 'image', attrs: { src, ...attrsOf(words) } });
      close();
      requestAnimationFrame(() => scrollToPicture(editor.view, at));
    });
  };
  return (
    <FormDialog
      onClose={close}
      title={position === null ? t('image.title') : t('image.editTitle')}
      guarded={file !== null || busy}
      submit={busy ? t('image.sending') : position === null ? t('image.insert') : t('image.save')}
      onSubmit={() => void save()}
      isDisabled={busy}
      secondary={null}
      error={error}
    >
      {position === null && <PictureField file={file} isMissing={isMissing} onChoose={setFile} />}
      <PictureWords words={words} onChange={setWords} autoFocus={position !== null} />
    </FormDialog>
  );
}

interface PictureWordsProps {
  words: ReturnType<typeof wordsAt>;
  onChange: (words: ReturnType<typeof wordsAt>) => void;
  autoFocus: boolean;
}
function PictureWords({ words, onChange, autoFocus }: PictureWordsProps) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('image.alt')}
        hint={t('image.altHint')}
        value={words.alt}
        onChange={(alt) => onChange({ ...words, alt })}
        autoFocus={autoFocus}
      />
      <TextField
        label={t('image.caption')}
        hint={t('image.captionHint')}
        value={words.caption}
        onChange={(caption) => onChange({ ...words, caption })}
      />
    </>
  );
}
