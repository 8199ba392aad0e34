import { describe, expect, it } from 'vitest';
import { properties } from './properties.js';
import { SECNUMCLOUD_SECTIONS, SOV_OBJECTIVES } from './requirements.js';

describe('the requirements that properties answer', () => {
  it('are each of a section and an objective that have a name, and no section is named for nothing', () => {
    const items = properties.flatMap(({ secnumcloud }) => secnumcloud);
    expect(items.filter((item) => !/^\d+\.\d+\.[a-z]$/.test(item))).toEqual([]);
    const sections = new Set(items.map((item) => item.replace(/\.[a-z]$/, '')));
    expect([...sections].sort()).toEqual(Object.keys(SECNUMCLOUD_SECTIONS).sort());
    const objectives = properties.flatMap(({ sov }) => sov);
    expect(objectives.filter((one) => SOV_OBJECTIVES[one] === undefined)).toEqual([]);
  });
});
