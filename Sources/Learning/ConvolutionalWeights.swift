// The weights of a convolutional tagger, its sizes and how they are written.

/// Sizes of a convolutional tagger.
struct ConvolutionalSizes: Hashable, Sendable {
    /// How many sparse features there are.
    var inputs: Int
    /// How many numbers stand for a place.
    var width: Int
    /// How many numbers a hidden layer has.
    var hidden: Int
    /// How many numbers describe the whole sequence from outside.
    var context: Int
    /// How many tags there are.
    var tags: Int
}

/// The dense weights; matrices row-major, inputs × outputs.
struct ConvolutionalWeights: Sendable {
    /// context × width.
    var context: FloatBuffer
    /// 3 · width × hidden, and hidden.
    var first: (matrix: FloatBuffer, bias: FloatBuffer)
    /// 3 · hidden × hidden, and hidden.
    var second: (matrix: FloatBuffer, bias: FloatBuffer)
    /// hidden × hidden, and hidden; from the whole sequence to each place.
    var whole: (matrix: FloatBuffer, bias: FloatBuffer)
    /// hidden × tags, and tags.
    var output: (matrix: FloatBuffer, bias: FloatBuffer)
    /// width × tags; straight from the input to the output.
    var direct: FloatBuffer

    /// Zeros.
    init(_ sizes: ConvolutionalSizes) {
        func layer(_ inputs: Int, _ outputs: Int) -> (FloatBuffer, FloatBuffer) {
            (FloatBuffer(inputs * outputs), FloatBuffer(outputs))
        }
        context = FloatBuffer(sizes.context * sizes.width)
        first = layer(3 * sizes.width, sizes.hidden)
        second = layer(3 * sizes.hidden, sizes.hidden)
        whole = layer(sizes.hidden, sizes.hidden)
        output = layer(sizes.hidden, sizes.tags)
        direct = FloatBuffer(sizes.width * sizes.tags)
    }

    /// Matrices uniform in ±1/√inputs, biases zero.
    init(_ sizes: ConvolutionalSizes, random: inout SeededRandom) {
        self.init(sizes)
        let matrices = [
            (context, sizes.context), (first.matrix, 3 * sizes.width),
            (second.matrix, 3 * sizes.hidden), (whole.matrix, sizes.hidden),
            (output.matrix, sizes.hidden), (direct, sizes.width),
        ]
        for (matrix, inputs) in matrices where inputs > 0 {
            let reach = 1 / Float(inputs).squareRoot()
            for index in 0..<matrix.count {
                matrix.start[index] = (2 * random.uniform() - 1) * reach
            }
        }
    }

    /// All of them, in one fixed order.
    var all: [FloatBuffer] {
        [
            context, first.matrix, first.bias, second.matrix, second.bias, whole.matrix,
            whole.bias, output.matrix, output.bias, direct,
        ]
    }
}
