import { ImageUp, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import {
  Avatar,
  Button,
  Dialog,
  ErrorNote,
  LabelledField,
  Note,
  reportFailure,
  toast,
} from '../../../ui/index.js';
import { type Crop, drawPhoto, encodePhoto, MIDDLE, MOST_ZOOM } from './crop-photo.js';
import { useSetPhoto } from './profile-api.js';

/** The person's photo: chosen, cropped in the browser, and removed. */
export function PhotoSection() {
  const t = useT();
  const { person } = useMe();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [isWrong, setWrong] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await createImageBitmap(file).catch(() => null);
    setWrong(read === null);
    setPicture(read);
  };
  return (
    <section aria-labelledby="profile-photo" className="photo">
      <h2 id="profile-photo">{t('profile.photo')}</h2>
      <div className="mq-row">
        <Avatar person={person} size="xl" isDecorative />
        <PhotoButtons hasPhoto={person.photo !== undefined} onChoose={() => chooser.current?.click()} />
      </div>
      {isWrong && <Note tone="bad">{t('profile.photoWrong')}</Note>}
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      {picture && <CropDialog picture={picture} onClose={() => setPicture(null)} />}
    </section>
  );
}

function PhotoButtons({ hasPhoto, onChoose }: { hasPhoto: boolean; onChoose: () => void }) {
  const t = useT();
  const remove = useSetPhoto();
  const done = {
    onSuccess: () => toast({ text: t('profile.photoRemoved') }),
    onError: reportFailure,
  };
  return (
    <>
      <Button icon={ImageUp} onPress={onChoose}>
        {t(hasPhoto ? 'profile.photoChange' : 'profile.photoAdd')}
      </Button>
      {hasPhoto && (
        <Button
          icon={Trash2}
          variant="ghost"
          isPending={remove.isPending}
          onPress={() => remove.mutate(null, done)}
        >
          {t('profile.photoRemove')}
        </Button>
      )}
    </>
  );
}

function CropDialog({ picture, onClose }: { picture: ImageBitmap; onClose: () => void }) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState<Crop>(MIDDLE);
  const save = useSetPhoto();
  useEffect(() => {
    if (canvas.current) drawPhoto(canvas.current, picture, crop);
  }, [picture, crop]);
  const submit = (): void => {
    const jpeg = canvas.current && encodePhoto(canvas.current);
    if (jpeg === null) return;
    save.mutate(jpeg, {
      onSuccess: () => {
        onClose();
        toast({ text: t('profile.photoSaved') });
      },
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('profile.crop')}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={submit}>
            {t('profile.cropSave')}
          </Button>
        </>
      }
    >
      {save.error && <ErrorNote error={save.error} />}
      <div className="mq-crop">
        <canvas ref={canvas} role="img" aria-label={t('profile.cropPreview')} />
        <CropSliders crop={crop} onChange={setCrop} />
      </div>
    </Dialog>
  );
}

function CropSliders({ crop, onChange }: { crop: Crop; onChange: (crop: Crop) => void }) {
  const t = useT();
  const change = (part: Partial<Crop>): void => onChange({ ...crop, ...part });
  return (
    <>
      <Slider
        label={t('profile.cropZoom')}
        min={1}
        max={MOST_ZOOM}
        value={crop.zoom}
        onChange={(zoom) => change({ zoom })}
      />
      <Slider label={t('profile.cropX')} min={-1} max={1} value={crop.x} onChange={(x) => change({ x })} />
      <Slider label={t('profile.cropY')} min={-1} max={1} value={crop.y} onChange={(y) => change({ y })} />
    </>
  );
}

interface SliderProps {
  label: string;
  min: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
}
/** By mouse, finger and arrow keys. */
function Slider({ label, min, max, value, onChange }: SliderProps) {
  return (
    <LabelledField label={label}>
      {(id) => (
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          step={0.05}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      )}
    </LabelledField>
  );
}
