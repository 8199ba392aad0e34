import { connect } from 'node:net';
import { EgressRefused, installedGuard } from '@maroquin/platform/egress';
import type { CheckedEndpoint, EndpointsReport } from '../profiles/check-endpoints.js';
import { type Finding, holds } from './finding.js';

const dev = ({ profile }: EndpointsReport): Finding[] =>
  profile === 'dev'
    ? [
        holds(
          false,
          'Le profil « dev » ne refuse rien : choisissez SOVEREIGNTY_PROFILE.',
          'The profile "dev" refuses nothing: choose SOVEREIGNTY_PROFILE.',
        ),
      ]
    : [];

const outside = ({ endpoints }: EndpointsReport): readonly CheckedEndpoint[] =>
  endpoints.filter(({ violations }) => violations.length > 0);

const violationsOf = (report: EndpointsReport): Finding[] =>
  outside(report).flatMap(({ endpoint, violations }) =>
    violations.map(({ rule, fr, en }) =>
      holds(
        false,
        `${endpoint.variable}, règle « ${rule} » : ${fr}`,
        `${endpoint.variable}, rule "${rule}": ${en}`,
      ),
    ),
  );

/** An address that nobody owns (RFC 5737): were it not refused, nothing would answer either. */
const STRANGER = '192.0.2.1';
const WITHIN_MS = 3_000;

/** How a connection ends to which nobody consented. */
export function tryStranger(): Promise<'refused' | 'tried'> {
  return new Promise((done) => {
    const socket = connect(9, STRANGER);
    const end = (how: 'refused' | 'tried'): void => {
      socket.destroy();
      done(how);
    };
    socket.setTimeout(WITHIN_MS, () => end('tried'));
    socket.once('connect', () => end('tried'));
    socket.once('error', (error) => end(error instanceof EgressRefused ? 'refused' : 'tried'));
  });
}

/** 1. Nothing leaves for a place that is not on the list, and the list is within the profile. */
export async function checkEgress(report: EndpointsReport): Promise<Finding[]> {
  const count = report.endpoints.length;
  const guard = installedGuard();
  const tried = await tryStranger();
  return [
    ...dev(report),
    ...violationsOf(report),
    ...(outside(report).length === 0
      ? [
          holds(
            true,
            `${String(count)} adresses, toutes dans la liste et comparées au registre signé (version ${String(report.registry.version)}).`,
            `${String(count)} addresses, all on the list and held against the signed registry (version ${String(report.registry.version)}).`,
          ),
        ]
      : []),
    holds(
      tried === 'refused',
      tried === 'refused'
        ? 'Une connexion d’essai hors de la liste a été refusée par ce processus.'
        : 'Une connexion d’essai hors de la liste n’a pas été refusée.',
      tried === 'refused'
        ? 'A connection beside the list was tried and refused by this process.'
        : 'A connection beside the list was tried and not refused.',
    ),
    ...(guard === null
      ? []
      : [
          holds(
            true,
            `Connexions hors liste refusées depuis le démarrage, essais de contrôle compris : ${String(guard.refused)}.`,
            `Connections beside the list refused since the start, those of these checks included: ${String(guard.refused)}.`,
          ),
        ]),
  ];
}

/** 8. Every place where data lie is known, and within the profile. */
export function checkLocation(report: EndpointsReport): Finding[] {
  const lost = report.endpoints.filter(({ place }) => place.country === null);
  const known = report.endpoints.length - lost.length;
  const names = [...new Set(lost.map(({ endpoint }) => endpoint.host ?? 'cette machine'))];
  return [
    ...dev(report),
    ...violationsOf(report),
    holds(
      lost.length === 0,
      lost.length === 0
        ? `Le pays de chacun des ${String(known)} lieux est connu par le registre ou déclaré par l’exploitant.`
        : `Lieu inconnu : ${names.join(', ')}.`,
      lost.length === 0
        ? `The country of each of the ${String(known)} places is known by the registry or declared by the operator.`
        : `Place unknown: ${names.join(', ')}.`,
    ),
  ];
}
