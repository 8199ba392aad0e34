/** pdf.js asks for these as it loads, to draw with; who only reads a PDF does not draw. */
Object.assign(globalThis, { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} });
