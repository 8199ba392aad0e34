import type { Finding, FindingKind } from '@maroquin/platform/audit';
import { speaksEnglish } from './output.js';

type Words = (entry: string) => string;

const fr: Readonly<Record<FindingKind, Words>> = {
  'entries-missing': (n) => `Des entrées manquent à partir du n° ${n}.`,
  'entry-doubled': (n) => `L’entrée n° ${n} s’y trouve deux fois, ou n’est pas à sa place.`,
  'entry-changed': (n) => `L’entrée n° ${n} n’est plus celle qui a été scellée.`,
  'entry-inserted': (n) => `L’entrée n° ${n} n’a pas été écrite par Maroquin.`,
  'old-entry-misplaced': (n) => `L’entrée n° ${n} se donne pour antérieure à la chaîne.`,
  'erasure-unexplained': (n) => `Une personne a été retirée sans acte qui le dise (vers le n° ${n}).`,
  'end-missing': () => 'La fin signée de la chaîne a disparu.',
  'end-forged': (n) => `La fin de la chaîne (n° ${n}) n’est pas signée par cette instance.`,
  'end-differs': (n) => `La chaîne ne finit pas là où sa fin signée le dit (n° ${n}).`,
  'checkpoint-forged': (n) => `Le point de contrôle n° ${n} n’est pas signé par cette instance.`,
  'checkpoint-differs': (n) => `L’entrée n° ${n} diffère de son point de contrôle.`,
  'behind-anchor': (n) =>
    `La chaîne s’arrête au n° ${n}, avant une ancre gardée ailleurs : la fin a été coupée, ou la base remise à un état antérieur.`,
  'anchor-differs': (n) => `L’entrée n° ${n} diffère de l’ancre gardée ailleurs.`,
  'time-stamp-forged': (n) =>
    `L’horodatage du n° ${n} n’est pas de l’autorité attendue, ou porte sur autre chose.`,
  'clock-set-back': (n) => `Une horloge a été reculée ou avancée (n° ${n}).`,
};

const en: Readonly<Record<FindingKind, Words>> = {
  'entries-missing': (n) => `Entries are missing from no. ${n} on.`,
  'entry-doubled': (n) => `Entry no. ${n} stands there twice, or not in its place.`,
  'entry-changed': (n) => `Entry no. ${n} is not the one that was sealed.`,
  'entry-inserted': (n) => `Entry no. ${n} was not written by Maroquin.`,
  'old-entry-misplaced': (n) => `Entry no. ${n} pretends to be from before the chain.`,
  'erasure-unexplained': (n) => `Somebody was taken out without an act that says so (around no. ${n}).`,
  'end-missing': () => 'The signed end of the chain is gone.',
  'end-forged': (n) => `The end of the chain (no. ${n}) is not signed by this instance.`,
  'end-differs': (n) => `The chain does not end where its signed end says (no. ${n}).`,
  'checkpoint-forged': (n) => `Checkpoint no. ${n} is not signed by this instance.`,
  'checkpoint-differs': (n) => `Entry no. ${n} differs from its checkpoint.`,
  'behind-anchor': (n) =>
    `The chain ends at no. ${n}, before an anchor kept elsewhere: its end was cut, or the database put back to an earlier state.`,
  'anchor-differs': (n) => `Entry no. ${n} differs from the anchor kept elsewhere.`,
  'time-stamp-forged': (n) =>
    `The time stamp of no. ${n} is not of the expected authority, or of something else.`,
  'clock-set-back': (n) => `A clock was set back or ahead (no. ${n}).`,
};

/** What is wrong, for people. */
export const findingText = ({ kind, number }: Finding): string =>
  (speaksEnglish() ? en : fr)[kind](String(number));
