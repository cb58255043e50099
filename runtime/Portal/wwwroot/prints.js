/** The address of a PDF that only this page knows; the one before it is given up. */
export async function keep(pdf, before) {
  if (before) {
    URL.revokeObjectURL(before);
  }

  return URL.createObjectURL(new Blob([await pdf.arrayBuffer()], { type: "application/pdf" }));
}
