#pragma warning disable IDE1006 // Members are named as in the documents: the expressions name them so.
namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>A declaration with its manifest as a class: what RulesEngine compiles its lambdas for.</summary>
public sealed class PeerDocument
{
    public PeerDeclaration d { get; set; } = new();

    public PeerManifest m { get; set; } = new();

    /// <summary>The date of the declaration, yyyyMMdd.</summary>
    public int day { get; set; }
}

public sealed class PeerDeclaration
{
    public string? declarationNo { get; set; }

    public string? customsOffice { get; set; }

    public string? iePort { get; set; }

    public string? ieFlag { get; set; }

    public string? declareDate { get; set; }

    public string? importDate { get; set; }

    public string? tradeMode { get; set; }

    public string? transportMode { get; set; }

    public string? consignee { get; set; }

    public string? consignor { get; set; }

    public string? creditClass { get; set; }

    public decimal? firmAgeDays { get; set; }

    public string? tradeCountry { get; set; }

    public string? departCountry { get; set; }

    public string? portOfLoading { get; set; }

    public decimal? packages { get; set; }

    public string? wrapType { get; set; }

    public decimal? grossWeight { get; set; }

    public decimal? netWeight { get; set; }

    public string? currency { get; set; }

    public decimal? totalValue { get; set; }

    public decimal? totalValueCny { get; set; }

    public string[]? containers { get; set; }

    public bool? rcepClaim { get; set; }

    public string? certNo { get; set; }

    public string? billNo { get; set; }

    public string? voyage { get; set; }

    public PeerLine[] lines { get; set; } = [];
}

public sealed class PeerManifest
{
    public string? manifestNo { get; set; }

    public string? billNo { get; set; }

    public string? voyage { get; set; }

    public decimal? grossWeight { get; set; }

    public decimal? packages { get; set; }

    public string[]? containers { get; set; }

    public string? consignee { get; set; }

    public string? portOfLoading { get; set; }

    public string? goodsDesc { get; set; }

    public string? arriveDate { get; set; }
}

public sealed class PeerLine
{
    public decimal? no { get; set; }

    public string? hs { get; set; }

    public string? desc { get; set; }

    public string? origin { get; set; }

    public decimal? qty { get; set; }

    public string? unit { get; set; }

    public decimal? unitPrice { get; set; }

    public decimal? value { get; set; }

    public decimal? tariffRate { get; set; }

    public decimal? netWeight { get; set; }
}
