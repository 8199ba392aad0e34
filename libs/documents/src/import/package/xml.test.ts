import { describe, expect, it } from 'vitest';
import { attributeOf, isElement, ownText, parseXml, unescapeText, writeXml, XmlError } from './xml.js';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const STRICT_W = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const reason = (value: string): unknown => expect.objectContaining({ name: 'XmlError', reason: value });

describe('parseXml', () => {
  it('writes out what it read', () => {
    const body = `<w:p xmlns:w="${W}" a='1 > 0'><w:t xml:space="preserve"> a &amp; b </w:t><w:br/></w:p>`;
    expect(writeXml(parseXml(`\uFEFF<?xml version="1.0"?>\n<!-- <x> -->${body}\n`))).toContain(body);
  });

  it('names elements by what their namespace means, transitional or strict, whatever the prefix', () => {
    for (const [prefix, uri] of [
      ['w:', W],
      ['o:', STRICT_W],
      ['', W],
    ] as const) {
      const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
      expect(parseXml(`<${prefix}p ${declaration}="${uri}"/>`).kind).toBe('w:p');
    }
    expect(parseXml('<w:p xmlns:w="urn:autre"/>').kind).toBe(':p');
  });

  it('keeps a declaration inside its element', () => {
    const root = parseXml(`<a><b xmlns="${W}"/><c/></a>`);
    expect(root.children.filter(isElement).map(({ kind }) => kind)).toEqual(['w:b', ':c']);
  });

  it('takes CDATA as text', () => {
    expect(unescapeText(ownText(parseXml('<a><![CDATA[<b> & "c"]]></a>')))).toBe('<b> & "c"');
  });

  it('refuses a document type, so that there are no entities to expand', () => {
    expect(() => parseXml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toThrow(
      reason('doctype'),
    );
  });

  it.each([
    '',
    'texte',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a',
    '<a b="',
    '<a>&inconnu;</a>',
    '<a b="&x;"/>',
    '<a>&</a>',
    '</a>',
    '<a><!-- </a>',
    '<a>< b></a>',
    '<a/>x',
  ])('refuses %j', (text) => {
    expect(() => parseXml(text)).toThrow(XmlError);
  });

  it('refuses what is nested too deeply', () => {
    expect(() => parseXml('<a>'.repeat(5000))).toThrow(reason('too-deep'));
  });

  it('reads a long line of quotes in linear time', () => {
    expect(() => parseXml(`<a ${'x="'.repeat(200_000)}`)).toThrow(XmlError);
  });
});

describe('attributeOf', () => {
  const element = parseXml('<v id="un" r:id="deux" w:val=\'a &#233; &amp;\' data-val="x"/>');

  it('finds by local name and unescapes', () => {
    expect(attributeOf(element, 'val')).toBe('a é &');
    expect(attributeOf(element, 'absent')).toBeUndefined();
  });

  it('tells the prefixed from the plain', () => {
    expect(attributeOf(element, 'id')).toBe('un');
    expect(attributeOf(element, 'id', true)).toBe('deux');
  });
});
