using System.Text;
using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>
/// DMN documents, editions 1.2 to 1.5. Documents come from strangers: they may not declare a document type, nothing outside them is loaded,
/// and size and depth are limited.
/// </summary>
public static class DmnXml
{
    /// <summary>The longest document that is read, in characters.</summary>
    public const int LongestDocument = 16 * 1024 * 1024;

    /// <summary>How deep elements may lie in one another.</summary>
    public const int DeepestElement = 128;

    /// <summary>How many elements, comments and processing instructions a document may have.</summary>
    public const int MostElements = 250_000;

    /// <summary>Reads a document whole and reports everything that is wrong with it.</summary>
    public static DmnDocument Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(() => XmlReader.Create(stream, Settings()));
    }

    /// <inheritdoc cref="Read(Stream)"/>
    public static DmnDocument Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return Read(() => XmlReader.Create(new StringReader(xml), Settings()));
    }

    /// <summary>The document of a model, in UTF-8 and in the edition that the model names. What <see cref="Read(string)"/> gave can always be written.</summary>
    /// <exception cref="DmnWriteException">The model was made in memory and holds what XML cannot, such as control characters; it says where.</exception>
    public static string Write(DmnModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var text = new Utf8Text();
        var document = new ModelWriter(model).Write();

        // Laid out already: the writer's own lines would come between the parts of others.
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { NewLineHandling = NewLineHandling.Entitize }))
        {
            document.Declaration = null;
            writer.WriteStartDocument();
            foreach (var node in document.Nodes())
            {
                writer.WriteWhitespace("\n");
                node.WriteTo(writer);
            }
        }

        return text.ToString();
    }

    private static DmnDocument Read(Func<XmlReader> open)
    {
        XDocument document;
        try
        {
            using var reader = new NestingLimit(open(), DeepestElement, MostElements);
            document = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (NestingException beyond)
        {
            return new DmnDocument(null, [DmnProblem.Of("", beyond.LineNumber, beyond.Code, beyond.Most)]);
        }
        catch (XmlException broken)
        {
            // The messages of .NET speak English, and of programs.
            var code = broken.Message.Contains("DTD", StringComparison.Ordinal) ? "dmn.doctype" : "dmn.not-xml";
            return new DmnDocument(null, [DmnProblem.Of("", broken.LineNumber, code, broken.LineNumber, broken.LinePosition)]);
        }

        return ModelReader.Read(document.Root!);
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestDocument,
        MaxCharactersFromEntities = 1024,
        CloseInput = false,
    };

    private sealed class Utf8Text : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
