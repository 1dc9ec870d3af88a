"""Where glyphs and rules come from: PDFium, the first reader, and pdfplumber, the second."""
